-- title: songplays and time have the same start times
-- severity: error
-- of: songplays
-- scope: run
SELECT play.songplay_id, play.start_time, moment.start_time AS time_start_time
FROM (
    SELECT songplay_id, songplays.start_time
    FROM songplays
    --@run JOIN touched_times ON touched_times.start_time = songplays.start_time
) AS play
FULL JOIN (
    SELECT time.start_time
    FROM time
    --@run JOIN touched_times ON touched_times.start_time = time.start_time
) AS moment
  ON moment.start_time = play.start_time
WHERE play.start_time IS NULL
   OR moment.start_time IS NULL;
