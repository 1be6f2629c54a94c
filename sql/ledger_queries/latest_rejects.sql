-- The rejects of the latest run that had any.
SELECT run_id, table_name, object, line, column_name, value, reason, record
FROM etl.rejects
WHERE run_id = (SELECT MAX(run_id) FROM etl.rejects)
ORDER BY table_name, object, line;
