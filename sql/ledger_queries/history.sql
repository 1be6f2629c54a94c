-- All runs, newest first.
SELECT run_id, kind, status, started
     , CAST(CAST(EXTRACT(epoch FROM finished) - EXTRACT(epoch FROM started) AS DECIMAL(12, 3)) AS DOUBLE PRECISION)
       AS seconds
     , objects, records_read, records_staged, records_rejected, plays_added, error
FROM etl.runs
ORDER BY run_id DESC;
