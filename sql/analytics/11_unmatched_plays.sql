-- title: Plays without a song in the catalogue, by reason
-- chart: bar plays
--
-- The star does not keep what was played without a match, so the events are asked: for each play the
-- one that was loaded first, then the one with the smallest item_in_session, then the remaining columns
-- in their order. Nearly every play has one event only. (On Redshift lengths are compared, too: its order and = ignore
-- blanks at the end.)
WITH keys AS (
    SELECT user_id, session_id, ts, COUNT(*) AS events, MIN(song) AS song, MIN(artist) AS artist
    FROM staging_events
    WHERE page = 'NextSong'
      --@redshift AND LENGTH(page) = LENGTH('NextSong')
    GROUP BY user_id, session_id, ts
)
, repeated AS (
    SELECT event.user_id, event.session_id, event.ts, event.song, event.artist
         , ROW_NUMBER() OVER (
               PARTITION BY event.user_id, event.session_id, event.ts
               ORDER BY event.load_id
                      , event.item_in_session NULLS LAST
                      , event.artist NULLS LAST
                      --@redshift , LENGTH(event.artist) NULLS LAST
                      , event.auth NULLS LAST
                      --@redshift , LENGTH(event.auth) NULLS LAST
                      , event.first_name NULLS LAST
                      --@redshift , LENGTH(event.first_name) NULLS LAST
                      , event.gender NULLS LAST
                      --@redshift , LENGTH(event.gender) NULLS LAST
                      , event.last_name NULLS LAST
                      --@redshift , LENGTH(event.last_name) NULLS LAST
                      , event.length NULLS LAST
                      , event.level NULLS LAST
                      --@redshift , LENGTH(event.level) NULLS LAST
                      , event.location NULLS LAST
                      --@redshift , LENGTH(event.location) NULLS LAST
                      , event.method NULLS LAST
                      --@redshift , LENGTH(event.method) NULLS LAST
                      , event.registration NULLS LAST
                      , event.song NULLS LAST
                      --@redshift , LENGTH(event.song) NULLS LAST
                      , event.status NULLS LAST
                      , event.user_agent NULLS LAST
                      --@redshift , LENGTH(event.user_agent) NULLS LAST
           ) AS choice
    FROM staging_events AS event
    JOIN keys
      ON keys.ts = event.ts
     AND COALESCE(keys.user_id, -1) = COALESCE(event.user_id, -1)
     AND COALESCE(keys.user_id, 0) = COALESCE(event.user_id, 0)
     AND COALESCE(keys.session_id, -1) = COALESCE(event.session_id, -1)
     AND COALESCE(keys.session_id, 0) = COALESCE(event.session_id, 0)
    WHERE event.page = 'NextSong'
      --@redshift AND LENGTH(event.page) = LENGTH('NextSong')
      AND keys.events > 1
)
, played AS (
    SELECT user_id, session_id, ts, song, artist FROM keys WHERE events = 1
    UNION ALL
    SELECT user_id, session_id, ts, song, artist FROM repeated WHERE choice = 1
)
, current_songs AS (
    SELECT title, artist_name
    FROM (
        SELECT title, artist_name
             , ROW_NUMBER() OVER (
                   PARTITION BY song_id
                   ORDER BY load_id DESC
                          , title NULLS LAST
                          --@redshift , LENGTH(title) NULLS LAST
                          , artist_id, year NULLS LAST, duration NULLS LAST
                          , artist_name NULLS LAST
                          --@redshift , LENGTH(artist_name) NULLS LAST
                          , artist_location NULLS LAST
                          --@redshift , LENGTH(artist_location) NULLS LAST
                          , artist_latitude NULLS LAST, artist_longitude NULLS LAST
                          , num_songs NULLS LAST
               ) AS choice
        FROM staging_songs
    ) AS ranked
    WHERE choice = 1
)
SELECT CASE
           WHEN titles.title IS NULL THEN 'no such title'
           WHEN artist_titles.title IS NULL THEN 'title by another artist only'
           ELSE 'title and artist, but another duration'
       END AS reason
     , COUNT(*) AS plays
FROM songplays
JOIN played
  ON played.ts = songplays.start_time
 AND COALESCE(played.user_id, -1) = COALESCE(songplays.user_id, -1)
 AND COALESCE(played.user_id, 0) = COALESCE(songplays.user_id, 0)
 AND COALESCE(played.session_id, -1) = COALESCE(songplays.session_id, -1)
 AND COALESCE(played.session_id, 0) = COALESCE(songplays.session_id, 0)
LEFT JOIN (
    SELECT DISTINCT title
                    --@redshift , LENGTH(title) AS title_length
    FROM current_songs
    WHERE title IS NOT NULL
) AS titles
  ON titles.title = played.song
 --@redshift AND titles.title_length = LENGTH(played.song)
LEFT JOIN (
    SELECT DISTINCT title, artist_name
                    --@redshift , LENGTH(title) AS title_length, LENGTH(artist_name) AS artist_name_length
    FROM current_songs
    WHERE title IS NOT NULL AND artist_name IS NOT NULL
) AS artist_titles
  ON artist_titles.title = played.song
 AND artist_titles.artist_name = played.artist
 --@redshift AND artist_titles.title_length = LENGTH(played.song)
 --@redshift AND artist_titles.artist_name_length = LENGTH(played.artist)
WHERE songplays.song_id IS NULL
GROUP BY 1
ORDER BY plays DESC, reason;
