-- The rejects that are open, with their records, for mending.
SELECT reject_id, table_name, object, line, column_name, reason, record, record_cut
FROM etl.rejects
WHERE status = 'open'
ORDER BY run_id, table_name, object, line, reject_id;
