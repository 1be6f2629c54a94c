-- One run, with its account.
SELECT *
FROM etl.runs
WHERE run_id = :run_id;
