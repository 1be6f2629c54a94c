-- Closes the open rejects of objects that the run :run_id loaded again: what it found in them counts.
UPDATE etl.rejects
SET status = 'superseded'
  , closed_by = :run_id
FROM (
    SELECT DISTINCT table_name, object
    FROM etl.objects
    WHERE run_id = :run_id
) AS loaded
WHERE rejects.status = 'open'
  AND rejects.run_id < :run_id
  AND rejects.table_name = loaded.table_name
  AND rejects.object = loaded.object;
