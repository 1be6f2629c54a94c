-- All rejects of a run.
SELECT reject_id, run_id, status, closed_by, table_name, object, line, column_name, value, reason
FROM etl.rejects
WHERE run_id = :run_id
ORDER BY table_name, object, line, reject_id;
