-- Closes all open rejects of earlier runs: the run :run_id starts over.
UPDATE etl.rejects
SET status = 'superseded'
  , closed_by = :run_id
WHERE status = 'open'
  AND run_id < :run_id;
