-- The objects that a run loaded.
SELECT table_name, object, size, records, rejects
FROM etl.objects
WHERE run_id = :run_id
ORDER BY table_name, object;
