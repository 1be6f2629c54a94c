-- title: there are as many plays as events with page NextSong, less repeated ones
-- severity: error
--
-- The same (user_id, session_id, ts) is the same play, however often it was loaded.
SELECT plays, distinct_events
FROM (SELECT COUNT(*) AS plays FROM songplays) AS fact
CROSS JOIN (
    SELECT COUNT(*) AS distinct_events
    FROM (
        SELECT user_id, session_id, ts
        FROM staging_events
        WHERE page = 'NextSong'
        GROUP BY user_id, session_id, ts
    ) AS events
) AS staged
WHERE plays <> distinct_events;
