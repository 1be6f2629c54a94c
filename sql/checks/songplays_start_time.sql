-- title: every songplays.start_time is in time
-- severity: error
SELECT songplays.songplay_id, songplays.start_time
FROM songplays
LEFT JOIN time ON time.start_time = songplays.start_time
WHERE songplays.start_time IS NOT NULL
  AND time.start_time IS NULL;
