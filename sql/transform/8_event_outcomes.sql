-- per: slice
-- needs: new events
--
-- Counts in event_outcomes what became of the events of a slice of this load, and drops what the transforms of the slice
-- left behind.

INSERT INTO event_outcomes (outcome, events)
SELECT 'no play', COUNT(*)
FROM :loaded_events AS event
WHERE page <> 'NextSong'
   OR page IS NULL
   --@redshift OR LENGTH(page) <> LENGTH('NextSong')
;

INSERT INTO event_outcomes (outcome, events)
SELECT 'known play', crowded.events - added.events
FROM (
    SELECT CAST(COALESCE(SUM(play_times.events), 0) AS BIGINT) AS events
    FROM play_times
    JOIN crowded_times ON crowded_times.start_time = play_times.start_time
) AS crowded
CROSS JOIN (SELECT COUNT(*) AS events FROM crowded_plays) AS added;

INSERT INTO event_outcomes (outcome, events)
SELECT CASE
           WHEN match.song_id IS NOT NULL THEN 'matched'
           WHEN titles.title IS NULL THEN 'no such title'
           WHEN artist_titles.title IS NULL THEN 'title by another artist only'
           ELSE 'title and artist, but another duration'
       END AS outcome
     , COUNT(*) AS events
FROM (
    SELECT event.song, event.artist, event.length
    FROM :loaded_events AS event
    LEFT JOIN crowded_times ON crowded_times.start_time = event.ts
    WHERE event.page = 'NextSong'
      --@redshift AND LENGTH(event.page) = LENGTH('NextSong')
      AND crowded_times.start_time IS NULL
    UNION ALL
    SELECT song, artist, length
    FROM crowded_plays
) AS play
LEFT JOIN song_matches AS match
  ON match.title = play.song
 AND match.artist_name = play.artist
 AND match.duration = play.length
 --@redshift AND LENGTH(match.title) = LENGTH(play.song)
 --@redshift AND LENGTH(match.artist_name) = LENGTH(play.artist)
LEFT JOIN (
    SELECT DISTINCT title
                    --@redshift , LENGTH(title) AS title_length
    FROM current_songs
    WHERE title IS NOT NULL
) AS titles
  ON titles.title = play.song
 --@redshift AND titles.title_length = LENGTH(play.song)
LEFT JOIN (
    SELECT DISTINCT title, artist_name
                    --@redshift , LENGTH(title) AS title_length, LENGTH(artist_name) AS artist_name_length
    FROM current_songs
    WHERE title IS NOT NULL AND artist_name IS NOT NULL
) AS artist_titles
  ON artist_titles.title = play.song
 AND artist_titles.artist_name = play.artist
 --@redshift AND artist_titles.title_length = LENGTH(play.song)
 --@redshift AND artist_titles.artist_name_length = LENGTH(play.artist)
GROUP BY 1;

DROP TABLE crowded_plays;
DROP TABLE crowded_times;
DROP TABLE play_times;
