-- The rejects that somebody may want to do something about: those that are open, and those of the latest run that
-- failed because of some, unless one that is done came after it.
SELECT reject_id, run_id, status, closed_by, table_name, object, line, column_name, value, reason
FROM etl.rejects
WHERE status = 'open'
   OR (run_id = (SELECT MAX(run_id) FROM etl.rejects WHERE status = 'run failed')
       AND run_id > (SELECT COALESCE(MAX(run_id), 0) FROM etl.runs WHERE status = 'done'))
ORDER BY run_id, table_name, object, line, reject_id;
