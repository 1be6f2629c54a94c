-- title: Plays by weekday (UTC)
-- chart: bar plays
SELECT CASE time.weekday
           WHEN 0 THEN 'Sunday'
           WHEN 1 THEN 'Monday'
           WHEN 2 THEN 'Tuesday'
           WHEN 3 THEN 'Wednesday'
           WHEN 4 THEN 'Thursday'
           WHEN 5 THEN 'Friday'
           ELSE 'Saturday'
       END AS weekday
     , COUNT(*) AS plays
FROM songplays
JOIN time ON time.start_time = songplays.start_time
GROUP BY time.weekday
ORDER BY time.weekday;
