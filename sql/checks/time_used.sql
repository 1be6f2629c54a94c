-- title: every time.start_time is one of a play
-- severity: error
SELECT time.start_time
FROM time
LEFT JOIN songplays ON songplays.start_time = time.start_time
WHERE songplays.start_time IS NULL;
