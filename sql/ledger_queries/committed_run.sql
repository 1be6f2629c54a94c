-- When a run began that was committed as done; no row if there is none.
SELECT started
FROM etl.runs
WHERE run_id = :run_id
  AND status = 'done';
