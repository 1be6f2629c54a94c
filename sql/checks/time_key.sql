-- title: time.start_time is unique and not null
-- severity: error
--
-- In order, equal keys are neighbours: for long tables that is cheaper than grouping by a key of its own per row.
SELECT start_time
FROM (
    SELECT start_time, LAG(start_time) OVER (ORDER BY start_time) AS previous_time
    FROM time
) AS ordered
WHERE start_time = previous_time
   OR start_time IS NULL;
