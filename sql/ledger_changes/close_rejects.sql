-- Closes these open rejects.
UPDATE etl.rejects
SET status = :status
  , closed_by = :run_id
WHERE status = 'open'
  AND reject_id IN (:reject_ids);
