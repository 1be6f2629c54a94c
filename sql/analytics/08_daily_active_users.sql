-- title: Users active per day (UTC), the last 30 days with plays
-- chart: bar users
SELECT year, month, day, users, plays
FROM (
    SELECT time.year, time.month, time.day
         , COUNT(DISTINCT songplays.user_id) AS users
         , COUNT(*) AS plays
    FROM songplays
    JOIN time ON time.start_time = songplays.start_time
    GROUP BY time.year, time.month, time.day
    ORDER BY time.year DESC, time.month DESC, time.day DESC
    LIMIT 30
) AS days
ORDER BY year, month, day;
