-- Brings artists up to the current songs: those of this load and those they replaced.
--
-- All columns of an artist come from one current song record: one with coordinates before one without,
-- then one with a location, then the shortest name, then the smallest song_id. An artist without a
-- current song leaves the table, and is left behind in departed_artists.

CREATE TEMP TABLE touched_artists AS
SELECT artist_id FROM loaded_songs
UNION
SELECT artist_id FROM replaced_songs;
--@postgres ANALYZE touched_artists;

CREATE TEMP TABLE loaded_artists AS
SELECT artist_id, artist_name, artist_location, artist_latitude, artist_longitude
FROM (
    SELECT current_songs.*
         , ROW_NUMBER() OVER (
               PARTITION BY current_songs.artist_id
               ORDER BY CASE
                            WHEN artist_latitude IS NOT NULL AND artist_longitude IS NOT NULL THEN 0
                            ELSE 1
                        END
                      , CASE WHEN artist_location IS NOT NULL THEN 0 ELSE 1 END
                      , LENGTH(artist_name) NULLS LAST
                      , song_id
           ) AS choice
    FROM current_songs
    JOIN touched_artists ON touched_artists.artist_id = current_songs.artist_id
) AS ranked
WHERE choice = 1;

MERGE INTO artists
USING loaded_artists
ON artists.artist_id = loaded_artists.artist_id
WHEN MATCHED THEN UPDATE SET
      name = loaded_artists.artist_name
    , location = loaded_artists.artist_location
    , latitude = loaded_artists.artist_latitude
    , longitude = loaded_artists.artist_longitude
WHEN NOT MATCHED THEN INSERT (artist_id, name, location, latitude, longitude)
VALUES (loaded_artists.artist_id, loaded_artists.artist_name, loaded_artists.artist_location
      , loaded_artists.artist_latitude, loaded_artists.artist_longitude);

CREATE TEMP TABLE departed_artists AS
SELECT artist_id FROM touched_artists
EXCEPT
SELECT artist_id FROM loaded_artists;

DELETE FROM artists
WHERE artist_id IN (SELECT artist_id FROM departed_artists);

DROP TABLE touched_artists;
DROP TABLE loaded_artists;
