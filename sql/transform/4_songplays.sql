-- Adds the plays of this load that songplays does not hold yet.
--
-- A play is an event with page NextSong, and the same (user_id, session_id, ts) is the same play, with
-- NULL equal to NULL: that is what comparing twice with different stand-ins for NULL comes to. Of
-- several events that are the same play the one with the smallest item_in_session counts, then the
-- remaining columns in their order. New plays are numbered in the order of their time.
--
-- A play matches a current song when title, artist name and duration are all equal; among several such
-- songs the smallest song_id wins. There is never more than one row per play.
--
-- Only the keys are grouped and sorted; the wide rows are read once. DuckDB reads rows of the current
-- transaction with one thread, but stores what it has materialised with all of them. Leaves behind song_matches,
-- known_plays, new_plays and repeated_plays.

CREATE TEMP TABLE song_matches AS
SELECT title, artist_name, duration, song_id, artist_id
FROM (
    SELECT title, artist_name, duration, song_id, artist_id
         , ROW_NUMBER() OVER (
               PARTITION BY title, artist_name, duration
                            --@redshift , LENGTH(title), LENGTH(artist_name)
               ORDER BY song_id
           ) AS choice
    FROM current_songs
    WHERE title IS NOT NULL
      AND artist_name IS NOT NULL
      AND duration IS NOT NULL
) AS ranked
WHERE choice = 1;

CREATE TEMP TABLE known_plays AS
SELECT DISTINCT play.user_id, play.session_id, play.start_time
FROM songplays AS play
JOIN :loaded_events AS event
  ON play.start_time = event.ts
 AND COALESCE(play.user_id, -1) = COALESCE(event.user_id, -1)
 AND COALESCE(play.user_id, 0) = COALESCE(event.user_id, 0)
 AND COALESCE(play.session_id, -1) = COALESCE(event.session_id, -1)
 AND COALESCE(play.session_id, 0) = COALESCE(event.session_id, 0)
WHERE event.page = 'NextSong'
  AND play.start_time >= (SELECT MIN(ts) FROM :loaded_events AS loaded)
  AND play.start_time <= (SELECT MAX(ts) FROM :loaded_events AS loaded);

CREATE TEMP TABLE new_plays AS
SELECT (SELECT COALESCE(MAX(songplay_id), 0) FROM songplays)
     + ROW_NUMBER() OVER (
           ORDER BY play.start_time
                  , play.session_id NULLS LAST
                  , play.item_in_session NULLS LAST
                  , play.user_id NULLS LAST
       ) AS songplay_id
     , play.user_id, play.session_id, play.start_time, play.events
FROM (
    SELECT user_id, session_id, ts AS start_time
         , MIN(item_in_session) AS item_in_session
         , COUNT(*) AS events
    FROM :loaded_events AS event
    WHERE page = 'NextSong'
    GROUP BY user_id, session_id, ts
) AS play
LEFT JOIN known_plays AS known
  ON known.start_time = play.start_time
 AND COALESCE(known.user_id, -1) = COALESCE(play.user_id, -1)
 AND COALESCE(known.user_id, 0) = COALESCE(play.user_id, 0)
 AND COALESCE(known.session_id, -1) = COALESCE(play.session_id, -1)
 AND COALESCE(known.session_id, 0) = COALESCE(play.session_id, 0)
WHERE known.start_time IS NULL;

CREATE TEMP TABLE repeated_plays AS
SELECT songplay_id, ts, user_id, level, session_id, location, user_agent, song, artist, length
FROM (
    SELECT play.songplay_id, event.ts, event.user_id, event.level, event.session_id
         , event.location, event.user_agent, event.song, event.artist, event.length
         , ROW_NUMBER() OVER (
               PARTITION BY play.songplay_id
               ORDER BY event.item_in_session NULLS LAST
                      , event.artist NULLS LAST
                      , event.auth NULLS LAST
                      , event.first_name NULLS LAST
                      , event.gender NULLS LAST
                      , event.last_name NULLS LAST
                      , event.length NULLS LAST
                      , event.level NULLS LAST
                      , event.location NULLS LAST
                      , event.method NULLS LAST
                      , event.registration NULLS LAST
                      , event.song NULLS LAST
                      , event.status NULLS LAST
                      , event.user_agent NULLS LAST
           ) AS choice
    FROM :loaded_events AS event
    JOIN new_plays AS play
      ON play.start_time = event.ts
     AND COALESCE(play.user_id, -1) = COALESCE(event.user_id, -1)
     AND COALESCE(play.user_id, 0) = COALESCE(event.user_id, 0)
     AND COALESCE(play.session_id, -1) = COALESCE(event.session_id, -1)
     AND COALESCE(play.session_id, 0) = COALESCE(event.session_id, 0)
    WHERE event.page = 'NextSong'
      AND play.events > 1
) AS ranked
WHERE choice = 1;

INSERT INTO songplays (songplay_id, start_time, user_id, level, song_id, artist_id, session_id
                     , location, user_agent)
WITH plays AS  --@duckdb MATERIALIZED
(
    SELECT play.songplay_id, event.ts AS start_time, event.user_id, event.level, match.song_id
         , match.artist_id, event.session_id, event.location, event.user_agent
    FROM :loaded_events AS event
    JOIN new_plays AS play
      ON play.start_time = event.ts
     AND COALESCE(play.user_id, -1) = COALESCE(event.user_id, -1)
     AND COALESCE(play.user_id, 0) = COALESCE(event.user_id, 0)
     AND COALESCE(play.session_id, -1) = COALESCE(event.session_id, -1)
     AND COALESCE(play.session_id, 0) = COALESCE(event.session_id, 0)
    LEFT JOIN song_matches AS match
      ON match.title = event.song
     AND match.artist_name = event.artist
     AND match.duration = event.length
     --@redshift AND LENGTH(match.title) = LENGTH(event.song)
     --@redshift AND LENGTH(match.artist_name) = LENGTH(event.artist)
    WHERE event.page = 'NextSong'
      AND play.events = 1
)
SELECT songplay_id, start_time, user_id, level, song_id, artist_id, session_id, location, user_agent
FROM plays;

INSERT INTO songplays (songplay_id, start_time, user_id, level, song_id, artist_id, session_id
                     , location, user_agent)
SELECT event.songplay_id, event.ts, event.user_id, event.level, match.song_id, match.artist_id
     , event.session_id, event.location, event.user_agent
FROM repeated_plays AS event
LEFT JOIN song_matches AS match
  ON match.title = event.song
 AND match.artist_name = event.artist
 AND match.duration = event.length
 --@redshift AND LENGTH(match.title) = LENGTH(event.song)
 --@redshift AND LENGTH(match.artist_name) = LENGTH(event.artist)
;
