-- title: as many plays as events with page NextSong, less repeats
-- severity: error
-- of: songplays
-- scope: run
--
-- The same (user_id, session_id, ts) is the same play, however often it was loaded. In order, the events of a play
-- are neighbours.
SELECT plays, distinct_events
FROM (
    SELECT COUNT(*) AS plays
    FROM songplays
    --@run JOIN touched_times ON touched_times.start_time = songplays.start_time
) AS fact
CROSS JOIN (
    SELECT COUNT(*) AS distinct_events
    FROM (
        SELECT user_id, session_id, ts
             , LAG(user_id) OVER (ORDER BY ts, session_id, user_id) AS previous_user_id
             , LAG(session_id) OVER (ORDER BY ts, session_id, user_id) AS previous_session_id
             , LAG(ts) OVER (ORDER BY ts, session_id, user_id) AS previous_ts
        FROM staging_events
        --@run JOIN touched_times ON touched_times.start_time = staging_events.ts
        WHERE page = 'NextSong'
          --@redshift AND LENGTH(page) = LENGTH('NextSong')
    ) AS ordered
    WHERE previous_ts IS NULL
       OR previous_ts <> ts
       OR COALESCE(previous_session_id, -1) <> COALESCE(session_id, -1)
       OR COALESCE(previous_session_id, 0) <> COALESCE(session_id, 0)
       OR COALESCE(previous_user_id, -1) <> COALESCE(user_id, -1)
       OR COALESCE(previous_user_id, 0) <> COALESCE(user_id, 0)
) AS staged
WHERE plays <> distinct_events;
