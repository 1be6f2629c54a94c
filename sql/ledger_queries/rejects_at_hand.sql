-- The rejects that somebody may want to do something about: those that are open, and those of the latest run if it
-- failed.
SELECT reject_id, run_id, status, closed_by, table_name, object, line, column_name, value, reason
FROM etl.rejects
WHERE status = 'open'
   OR (status = 'run failed' AND run_id = (SELECT MAX(run_id) FROM etl.runs))
ORDER BY run_id, table_name, object, line, reject_id;
