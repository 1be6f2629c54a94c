-- What has become of every reject.
SELECT reject_id, run_id, table_name, record_cut, status
FROM etl.rejects;
