-- title: songplays and time have the same start times
-- severity: error
SELECT songplays.songplay_id, songplays.start_time, time.start_time AS time_start_time
FROM songplays
FULL JOIN time ON time.start_time = songplays.start_time
WHERE songplays.start_time IS NULL
   OR time.start_time IS NULL;
