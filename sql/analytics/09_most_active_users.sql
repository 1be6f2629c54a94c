-- title: Most active users
-- chart: bar plays
SELECT users.user_id, users.first_name, users.last_name, users.level
     , COUNT(*) AS plays, COUNT(DISTINCT songplays.session_id) AS sessions
FROM songplays
JOIN users ON users.user_id = songplays.user_id
GROUP BY users.user_id, users.first_name, users.last_name, users.level
ORDER BY plays DESC, users.user_id
LIMIT 10;
