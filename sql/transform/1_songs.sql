-- Brings songs up to the current record of each song_id.
--
-- The current record is that of the latest load; among several of one load, the one that sorts first.
-- Most songs have one record only and need no ranking.
-- This load are all loads from :first_load_id on: one, or every one there ever was, when the star is rebuilt.
-- Leaves behind, for the transforms after it: current_songs (the current record of every song) and
-- replaced_songs (what was current until now, of the songs in this load).
--
-- Redshift's order and = ignore blanks at the end of a text, so that lengths are compared, too.
-- PostgreSQL knows nothing of the values in a new table until it has looked at them (ANALYZE), and so joins it badly.

CREATE TEMP TABLE repeated_songs AS
SELECT song_id
FROM staging_songs
GROUP BY song_id
HAVING COUNT(*) > 1;
--@postgres ANALYZE repeated_songs;

CREATE TEMP TABLE current_songs AS
SELECT staging_songs.song_id, title, artist_id, year, duration, artist_name, artist_location
     , artist_latitude, artist_longitude, load_id
FROM staging_songs
LEFT JOIN repeated_songs ON repeated_songs.song_id = staging_songs.song_id
WHERE repeated_songs.song_id IS NULL
UNION ALL
SELECT song_id, title, artist_id, year, duration, artist_name, artist_location
     , artist_latitude, artist_longitude, load_id
FROM (
    SELECT staging_songs.*
         , ROW_NUMBER() OVER (
               PARTITION BY staging_songs.song_id
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
    JOIN repeated_songs ON repeated_songs.song_id = staging_songs.song_id
) AS ranked
WHERE choice = 1;
--@postgres ANALYZE current_songs;

DROP TABLE repeated_songs;

CREATE TEMP TABLE replaced_songs AS
SELECT song_id, title, artist_id, duration, artist_name
FROM (
    SELECT earlier.*
         , ROW_NUMBER() OVER (
               PARTITION BY earlier.song_id
               ORDER BY earlier.load_id DESC
                      , earlier.title NULLS LAST
                      --@redshift , LENGTH(earlier.title) NULLS LAST
                      , earlier.artist_id, earlier.year NULLS LAST, earlier.duration NULLS LAST
                      , earlier.artist_name NULLS LAST
                      --@redshift , LENGTH(earlier.artist_name) NULLS LAST
                      , earlier.artist_location NULLS LAST
                      --@redshift , LENGTH(earlier.artist_location) NULLS LAST
                      , earlier.artist_latitude NULLS LAST, earlier.artist_longitude NULLS LAST
                      , earlier.num_songs NULLS LAST
           ) AS choice
    FROM staging_songs AS earlier
    JOIN current_songs ON current_songs.song_id = earlier.song_id
    WHERE current_songs.load_id >= :first_load_id
      AND earlier.load_id < :first_load_id
) AS ranked
WHERE choice = 1;
--@postgres ANALYZE replaced_songs;

CREATE TEMP TABLE loaded_songs AS
SELECT song_id, title, artist_id, NULLIF(year, 0) AS year, duration, artist_name
FROM current_songs
WHERE load_id >= :first_load_id;
--@postgres ANALYZE loaded_songs;

MERGE INTO songs
USING loaded_songs
ON songs.song_id = loaded_songs.song_id
WHEN MATCHED THEN UPDATE SET
      title = loaded_songs.title
    , artist_id = loaded_songs.artist_id
    , year = loaded_songs.year
    , duration = loaded_songs.duration
WHEN NOT MATCHED THEN INSERT (song_id, title, artist_id, year, duration)
VALUES (loaded_songs.song_id, loaded_songs.title, loaded_songs.artist_id, loaded_songs.year
      , loaded_songs.duration);
