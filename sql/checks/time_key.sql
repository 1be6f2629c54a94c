-- title: time.start_time is unique and not null
-- severity: error
SELECT start_time, COUNT(*) AS row_count
FROM time
GROUP BY start_time
HAVING COUNT(*) > 1 OR start_time IS NULL;
