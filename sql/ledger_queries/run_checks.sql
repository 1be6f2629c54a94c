-- The checks of a run: those that found something first.
SELECT check_name, severity, offending_rows
FROM etl.checks
WHERE run_id = :run_id
ORDER BY offending_rows DESC, check_name;
