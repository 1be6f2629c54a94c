-- All rejects of all runs.
SELECT reject_id, run_id, status, closed_by, table_name, object, line, column_name, value, reason
FROM etl.rejects
ORDER BY run_id, table_name, object, line, reject_id;
