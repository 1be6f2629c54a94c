-- Closes the open rejects of objects that the run :run_id loaded again: what it found in them counts.
UPDATE etl.rejects
SET status = 'superseded'
  , closed_by = :run_id
WHERE status = 'open'
  AND run_id < :run_id
  AND EXISTS (
      SELECT 1
      FROM etl.objects
      WHERE objects.run_id = :run_id
        AND objects.table_name = rejects.table_name
        AND objects.object = rejects.object
  );
