-- The steps of a run.
SELECT step, seconds
FROM etl.steps
WHERE run_id = :run_id
ORDER BY place;
