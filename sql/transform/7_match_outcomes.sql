-- Counts the plays that this load added by what came of matching them, for the account of the run, in
-- a temporary table match_outcomes (outcome, plays). Drops what the transforms before left behind.
--
-- Plays with several events in this load, and plays that were known before, are few: so the events of
-- all others are counted as they stand, and only those few are looked at one by one.

CREATE TEMP TABLE special_plays AS
SELECT user_id, session_id, start_time FROM new_plays WHERE events > 1
UNION
SELECT user_id, session_id, start_time FROM known_plays;

CREATE TEMP TABLE match_outcomes AS
SELECT CASE
           WHEN match.song_id IS NOT NULL THEN 'matched'
           WHEN titles.title IS NULL THEN 'no such title'
           WHEN artist_titles.title IS NULL THEN 'title by another artist only'
           ELSE 'title and artist, but another duration'
       END AS outcome
     , COUNT(*) AS plays
FROM (
    SELECT event.song, event.artist, event.length
    FROM :loaded_events AS event
    LEFT JOIN special_plays AS play
      ON play.start_time = event.ts
     AND COALESCE(play.user_id, -1) = COALESCE(event.user_id, -1)
     AND COALESCE(play.user_id, 0) = COALESCE(event.user_id, 0)
     AND COALESCE(play.session_id, -1) = COALESCE(event.session_id, -1)
     AND COALESCE(play.session_id, 0) = COALESCE(event.session_id, 0)
    WHERE event.page = 'NextSong'
      AND play.start_time IS NULL
    UNION ALL
    SELECT song, artist, length
    FROM repeated_plays
) AS event
LEFT JOIN song_matches AS match
  ON match.title = event.song
 AND match.artist_name = event.artist
 AND match.duration = event.length
 --@redshift AND LENGTH(match.title) = LENGTH(event.song)
 --@redshift AND LENGTH(match.artist_name) = LENGTH(event.artist)
LEFT JOIN (
    SELECT DISTINCT title FROM current_songs WHERE title IS NOT NULL
) AS titles
  ON titles.title = event.song
LEFT JOIN (
    SELECT DISTINCT title, artist_name
    FROM current_songs
    WHERE title IS NOT NULL AND artist_name IS NOT NULL
) AS artist_titles
  ON artist_titles.title = event.song
 AND artist_titles.artist_name = event.artist
GROUP BY 1;

DROP TABLE special_plays;
DROP TABLE repeated_plays;
DROP TABLE new_plays;
DROP TABLE known_plays;
DROP TABLE song_matches;
DROP TABLE current_songs;
