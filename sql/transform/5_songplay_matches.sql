-- needs: earlier plays
--
-- Matches plays of earlier loads anew to the songs that this load brought or replaced, by song_matches.
--
-- A song may arrive after its plays, a smaller song_id may take a match over, and a corrected record
-- may end matches. The plays that were looked at are left behind as matched_plays. Which event stands for a play was
-- decided when the play was added: the first loaded, then the smallest item_in_session, then the remaining columns in
-- their order.

CREATE TEMP TABLE touched_keys AS
SELECT DISTINCT event.user_id, event.session_id, event.ts AS start_time
FROM staging_events AS event
JOIN (
    SELECT title, artist_name, duration FROM loaded_songs
    UNION ALL
    SELECT title, artist_name, duration FROM replaced_songs
) AS changed_songs
  ON changed_songs.title = event.song
 AND changed_songs.artist_name = event.artist
 AND changed_songs.duration = event.length
WHERE event.load_id < :first_load_id
  AND event.page = 'NextSong'
  --@redshift AND LENGTH(event.page) = LENGTH('NextSong')
;
--@postgres ANALYZE touched_keys;

CREATE TEMP TABLE touched_plays AS
SELECT play.songplay_id, play.user_id, play.session_id, play.start_time
FROM songplays AS play
JOIN touched_keys AS touched
  ON touched.start_time = play.start_time
 AND COALESCE(touched.user_id, -1) = COALESCE(play.user_id, -1)
 AND COALESCE(touched.user_id, 0) = COALESCE(play.user_id, 0)
 AND COALESCE(touched.session_id, -1) = COALESCE(play.session_id, -1)
 AND COALESCE(touched.session_id, 0) = COALESCE(play.session_id, 0);
--@postgres ANALYZE touched_plays;

CREATE TEMP TABLE matched_plays AS
SELECT event.songplay_id, match.song_id, match.artist_id
FROM (
    SELECT play.songplay_id, event.song, event.artist, event.length
         , ROW_NUMBER() OVER (
               PARTITION BY play.songplay_id
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
    JOIN touched_plays AS play
      ON play.start_time = event.ts
     AND COALESCE(play.user_id, -1) = COALESCE(event.user_id, -1)
     AND COALESCE(play.user_id, 0) = COALESCE(event.user_id, 0)
     AND COALESCE(play.session_id, -1) = COALESCE(event.session_id, -1)
     AND COALESCE(play.session_id, 0) = COALESCE(event.session_id, 0)
    WHERE event.load_id < :first_load_id
      AND event.page = 'NextSong'
      --@redshift AND LENGTH(event.page) = LENGTH('NextSong')
) AS event
LEFT JOIN song_matches AS match
  ON match.title = event.song
 AND match.artist_name = event.artist
 AND match.duration = event.length
 --@redshift AND LENGTH(match.title) = LENGTH(event.song)
 --@redshift AND LENGTH(match.artist_name) = LENGTH(event.artist)
WHERE event.choice = 1;
--@postgres ANALYZE matched_plays;

UPDATE songplays
SET song_id = matched_plays.song_id
  , artist_id = matched_plays.artist_id
FROM matched_plays
WHERE songplays.songplay_id = matched_plays.songplay_id
  AND (COALESCE(songplays.song_id, '') <> COALESCE(matched_plays.song_id, '')
       OR COALESCE(songplays.artist_id, '') <> COALESCE(matched_plays.artist_id, ''));

DROP TABLE touched_keys;
DROP TABLE touched_plays;
