-- per: slice
-- needs: new events
--
-- Adds the plays of a slice of this load that songplays does not hold yet. A slice is all that the load has of a
-- range of time; slices come in the order of their times.
--
-- A play is an event with page NextSong, and the same (user_id, session_id, ts) is the same play, with NULL equal to
-- NULL: that is what comparing twice with different stand-ins for NULL comes to. Of several events that are the same
-- play the one that was loaded first counts, then the one with the smallest item_in_session, then the remaining columns
-- in their order. New plays are numbered in the order of their time. (Redshift's = and order ignore blanks at the end of
-- a text, so lengths are compared, too.)
--
-- A play matches the song that song_matches has for its title, artist name and duration. There is never more
-- than one row per play.
--
-- Two events can be the same play only at the same time, and few plays share theirs. So times are compared
-- first, and only events at a crowded time (one with several plays in this load, or with plays that are
-- known) are told apart by the other columns. All others are read once, when they are stored. Leaves behind
-- play_times, crowded_times and crowded_plays.
--
-- DuckDB reads rows of the current transaction with one thread, but stores what it has materialised with all
-- of them; numbering the times alone and joining the numbers is cheaper there than sorting whole rows. For PostgreSQL
-- it is the other way round, and it groups by sorting, since events come nearly in order.

CREATE TEMP TABLE play_times AS
SELECT ts AS start_time, COUNT(*) AS events
FROM :loaded_events AS event
WHERE page = 'NextSong'
  --@redshift AND LENGTH(page) = LENGTH('NextSong')
GROUP BY ts
--@postgres ORDER BY ts
;
--@postgres ANALYZE play_times;

CREATE TEMP TABLE known_plays AS
SELECT songplays.start_time, songplays.user_id, songplays.session_id
FROM songplays
JOIN play_times ON play_times.start_time = songplays.start_time
WHERE songplays.start_time >= (SELECT MIN(start_time) FROM play_times)
  AND songplays.start_time <= (SELECT MAX(start_time) FROM play_times);
--@postgres ANALYZE known_plays;

CREATE TEMP TABLE crowded_times AS
SELECT start_time
FROM play_times
WHERE events > 1
UNION
SELECT start_time
FROM known_plays;
--@postgres ANALYZE crowded_times;

CREATE TEMP TABLE crowded_plays AS
SELECT event.ts AS start_time, event.user_id, event.level, event.session_id, event.item_in_session
     , event.location, event.user_agent, event.song, event.artist, event.length
     , ROW_NUMBER() OVER (
           PARTITION BY event.ts
           ORDER BY event.session_id NULLS LAST
                  , event.item_in_session NULLS LAST
                  , event.user_id NULLS LAST
       ) AS place
FROM (
    SELECT loaded.*
         , ROW_NUMBER() OVER (
               PARTITION BY loaded.user_id, loaded.session_id, loaded.ts
               ORDER BY loaded.load_id
                      , loaded.item_in_session NULLS LAST
                      , loaded.artist NULLS LAST
                      --@redshift , LENGTH(loaded.artist) NULLS LAST
                      , loaded.auth NULLS LAST
                      --@redshift , LENGTH(loaded.auth) NULLS LAST
                      , loaded.first_name NULLS LAST
                      --@redshift , LENGTH(loaded.first_name) NULLS LAST
                      , loaded.gender NULLS LAST
                      --@redshift , LENGTH(loaded.gender) NULLS LAST
                      , loaded.last_name NULLS LAST
                      --@redshift , LENGTH(loaded.last_name) NULLS LAST
                      , loaded.length NULLS LAST
                      , loaded.level NULLS LAST
                      --@redshift , LENGTH(loaded.level) NULLS LAST
                      , loaded.location NULLS LAST
                      --@redshift , LENGTH(loaded.location) NULLS LAST
                      , loaded.method NULLS LAST
                      --@redshift , LENGTH(loaded.method) NULLS LAST
                      , loaded.registration NULLS LAST
                      , loaded.song NULLS LAST
                      --@redshift , LENGTH(loaded.song) NULLS LAST
                      , loaded.status NULLS LAST
                      , loaded.user_agent NULLS LAST
                      --@redshift , LENGTH(loaded.user_agent) NULLS LAST
           ) AS choice
    FROM :loaded_events AS loaded
    JOIN crowded_times ON crowded_times.start_time = loaded.ts
    WHERE loaded.page = 'NextSong'
      --@redshift AND LENGTH(loaded.page) = LENGTH('NextSong')
) AS event
LEFT JOIN known_plays AS known
  ON known.start_time = event.ts
 AND COALESCE(known.user_id, -1) = COALESCE(event.user_id, -1)
 AND COALESCE(known.user_id, 0) = COALESCE(event.user_id, 0)
 AND COALESCE(known.session_id, -1) = COALESCE(event.session_id, -1)
 AND COALESCE(known.session_id, 0) = COALESCE(event.session_id, 0)
WHERE event.choice = 1
  AND known.start_time IS NULL;
--@postgres ANALYZE crowded_plays;

--@duckdb CREATE TEMP TABLE numbered_plays AS
--@duckdb SELECT start_time, place
--@duckdb      , (SELECT COALESCE(MAX(songplay_id), 0) FROM songplays)
--@duckdb      + ROW_NUMBER() OVER (ORDER BY start_time, place) AS songplay_id
--@duckdb FROM (
--@duckdb     SELECT play_times.start_time, 0 AS place
--@duckdb     FROM play_times
--@duckdb     LEFT JOIN crowded_times ON crowded_times.start_time = play_times.start_time
--@duckdb     WHERE crowded_times.start_time IS NULL
--@duckdb     UNION ALL
--@duckdb     SELECT start_time, place
--@duckdb     FROM crowded_plays
--@duckdb ) AS new_plays;

INSERT INTO songplays (songplay_id, start_time, user_id, level, song_id, artist_id, session_id
                     , location, user_agent)
WITH plays AS  --@duckdb MATERIALIZED
(
    SELECT play.start_time, play.user_id, play.level, match.song_id, match.artist_id
         , play.session_id, play.location, play.user_agent
         --@duckdb , numbered_plays.songplay_id
         --@postgres , last_play.songplay_id + ROW_NUMBER() OVER (ORDER BY start_time, place) AS songplay_id
         --@redshift , last_play.songplay_id + ROW_NUMBER() OVER (ORDER BY start_time, place) AS songplay_id
    FROM (
        SELECT ts AS start_time, 0 AS place, user_id, level, session_id, location, user_agent
             , song, artist, length
        FROM :loaded_events AS event
        --@postgres LEFT JOIN crowded_times ON crowded_times.start_time = event.ts
        --@redshift LEFT JOIN crowded_times ON crowded_times.start_time = event.ts
        WHERE page = 'NextSong'
          --@redshift AND LENGTH(page) = LENGTH('NextSong')
          --@postgres AND crowded_times.start_time IS NULL
          --@redshift AND crowded_times.start_time IS NULL
        UNION ALL
        SELECT start_time, place, user_id, level, session_id, location, user_agent
             , song, artist, length
        FROM crowded_plays
    ) AS play
    --@duckdb JOIN numbered_plays
    --@duckdb   ON numbered_plays.start_time = play.start_time
    --@duckdb  AND numbered_plays.place = play.place
    --@postgres CROSS JOIN (SELECT COALESCE(MAX(songplay_id), 0) AS songplay_id FROM songplays) AS last_play
    --@redshift CROSS JOIN (SELECT COALESCE(MAX(songplay_id), 0) AS songplay_id FROM songplays) AS last_play
    LEFT JOIN song_matches AS match
      ON match.title = play.song
     AND match.artist_name = play.artist
     AND match.duration = play.length
     --@redshift AND LENGTH(match.title) = LENGTH(play.song)
     --@redshift AND LENGTH(match.artist_name) = LENGTH(play.artist)
)
SELECT songplay_id, start_time, user_id, level, song_id, artist_id, session_id, location, user_agent
FROM plays;

--@duckdb DROP TABLE numbered_plays;
DROP TABLE known_plays;
