-- What has become of every reject.
SELECT reject_id, run_id, table_name, status
FROM etl.rejects;
