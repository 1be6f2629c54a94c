-- All runs, newest first. EXTRACT gives whole seconds on Redshift.
SELECT run_id, kind, status, started
     --@duckdb , CAST(CAST(EXTRACT(epoch FROM finished) - EXTRACT(epoch FROM started) AS DECIMAL(12, 3)) AS DOUBLE PRECISION)
     --@postgres , CAST(CAST(EXTRACT(epoch FROM finished) - EXTRACT(epoch FROM started) AS DECIMAL(12, 3)) AS DOUBLE PRECISION)
     --@redshift , CAST(DATEDIFF(ms, started, finished) AS DOUBLE PRECISION) / 1000
       AS seconds
     , objects, records_read, records_staged, records_rejected, plays_added, error
FROM etl.runs
ORDER BY run_id DESC;
