-- title: Sessions by length
-- chart: bar sessions
--
-- A session is as long as from its first play to its last, to which the length of that last song would have to be
-- added.
SELECT CASE
           WHEN plays = 1 THEN '1 play'
           WHEN plays <= 5 THEN '2 to 5 plays'
           WHEN plays <= 20 THEN '6 to 20 plays'
           WHEN plays <= 50 THEN '21 to 50 plays'
           ELSE 'more than 50 plays'
       END AS session_length
     , COUNT(*) AS sessions
     , SUM(plays) AS plays
     , CAST(ROUND(AVG(seconds) / 60) AS BIGINT) AS average_minutes
     , CAST(ROUND(MAX(seconds) / 60) AS BIGINT) AS longest_minutes
FROM (
    SELECT session_id, user_id, COUNT(*) AS plays
         --@duckdb , EXTRACT(epoch FROM MAX(start_time)) - EXTRACT(epoch FROM MIN(start_time)) AS seconds
         --@postgres , EXTRACT(epoch FROM MAX(start_time)) - EXTRACT(epoch FROM MIN(start_time)) AS seconds
         --@redshift , CAST(DATEDIFF(ms, MIN(start_time), MAX(start_time)) AS DOUBLE PRECISION) / 1000 AS seconds
    FROM songplays
    GROUP BY session_id, user_id
) AS played
GROUP BY 1
ORDER BY MIN(plays);
