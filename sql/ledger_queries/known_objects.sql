-- The objects whose records the tables hold, in their latest version.
--
-- A run that starts over (create tables, full refresh) forgets what was loaded before it; what a full refresh loaded
-- itself counts.
SELECT table_name, object, size, version, run_id
FROM (
    SELECT table_name, object, size, version, run_id
         , ROW_NUMBER() OVER (PARTITION BY table_name, object ORDER BY run_id DESC) AS choice
    FROM etl.objects
    WHERE run_id >= (
        SELECT COALESCE(MAX(run_id), 0)
        FROM etl.runs
        WHERE status = 'done'
          AND kind IN ('create tables', 'full refresh')
    )
) AS loaded
WHERE choice = 1;
