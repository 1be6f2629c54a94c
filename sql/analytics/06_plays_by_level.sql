-- title: Plays by level
-- chart: bar plays
SELECT level, COUNT(*) AS plays, COUNT(DISTINCT user_id) AS listeners
FROM songplays
GROUP BY level
ORDER BY plays DESC, level;
