-- title: Plays by hour of the day (UTC)
-- chart: bar plays
SELECT time.hour, COUNT(*) AS plays
FROM songplays
JOIN time ON time.start_time = songplays.start_time
GROUP BY time.hour
ORDER BY time.hour;
