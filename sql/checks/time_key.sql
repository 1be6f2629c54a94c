-- title: time.start_time is unique and not null
-- severity: error
-- of: time
-- scope: run
--
-- In order, equal keys are neighbours: for long tables that is cheaper than grouping by a key of its own per row.
SELECT start_time
FROM (
    SELECT time.start_time, LAG(time.start_time) OVER (ORDER BY time.start_time) AS previous_time
    FROM time
    --@run JOIN touched_times ON touched_times.start_time = time.start_time
) AS ordered
WHERE start_time = previous_time
   OR start_time IS NULL;
