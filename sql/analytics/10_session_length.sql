-- title: Plays per session
-- chart: bar sessions
SELECT CASE
           WHEN plays = 1 THEN '1 play'
           WHEN plays <= 5 THEN '2 to 5 plays'
           WHEN plays <= 20 THEN '6 to 20 plays'
           WHEN plays <= 50 THEN '21 to 50 plays'
           ELSE 'more than 50 plays'
       END AS session_length
     , COUNT(*) AS sessions
     , SUM(plays) AS plays
FROM (
    SELECT session_id, user_id, COUNT(*) AS plays
    FROM songplays
    GROUP BY session_id, user_id
) AS played
GROUP BY 1
ORDER BY MIN(plays);
