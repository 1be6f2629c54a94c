-- title: Plays without a song in the catalogue, by reason
-- chart: bar plays
SELECT reason, COUNT(*) AS plays
FROM (
    SELECT CASE
               WHEN titles.title IS NULL THEN 'no such title'
               WHEN titles_of_artists.title IS NULL THEN 'title by another artist only'
               ELSE 'title and artist, but another duration'
           END AS reason
    FROM songplays
    JOIN (
        SELECT user_id, session_id, ts, MIN(song) AS song, MIN(artist) AS artist
        FROM staging_events
        WHERE page = 'NextSong'
        GROUP BY user_id, session_id, ts
    ) AS event
      ON event.ts = songplays.start_time
     AND COALESCE(event.user_id, -1) = COALESCE(songplays.user_id, -1)
     AND COALESCE(event.session_id, -1) = COALESCE(songplays.session_id, -1)
    LEFT JOIN (SELECT DISTINCT title FROM songs) AS titles ON titles.title = event.song
    WHERE songplays.song_id IS NULL
) AS unmatched
GROUP BY reason
ORDER BY plays DESC, reason;
