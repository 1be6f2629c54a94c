-- The song objects alone by DuckDB's SQL: staging, songs, artists. See whole_job.sql.

BEGIN TRANSACTION;

CREATE TABLE staging_songs AS
SELECT num_songs, artist_id, artist_latitude, artist_longitude
     , NULLIF(artist_location, '') AS artist_location, NULLIF(artist_name, '') AS artist_name
     , song_id, NULLIF(title, '') AS title, duration, year, CAST(1 AS BIGINT) AS load_id
FROM read_json('{song_data}', format = 'newline_delimited', columns = {
    num_songs: 'INTEGER', artist_id: 'VARCHAR', artist_latitude: 'DOUBLE'
  , artist_longitude: 'DOUBLE', artist_location: 'VARCHAR', artist_name: 'VARCHAR'
  , song_id: 'VARCHAR', title: 'VARCHAR', duration: 'DOUBLE', year: 'INTEGER'});

CREATE TABLE songs AS
SELECT song_id, title, artist_id, NULLIF(year, 0) AS year, duration
FROM (
    SELECT *, row_number() OVER (PARTITION BY song_id
                                 ORDER BY title NULLS LAST, artist_id, year NULLS LAST
                                        , duration NULLS LAST) AS choice
    FROM staging_songs
)
WHERE choice = 1;

CREATE TABLE artists AS
SELECT artist_id, artist_name AS name, artist_location AS location, artist_latitude AS latitude
     , artist_longitude AS longitude
FROM (
    SELECT *, row_number() OVER (PARTITION BY artist_id
                                 ORDER BY (artist_latitude IS NULL OR artist_longitude IS NULL)
                                        , (artist_location IS NULL), length(artist_name)
                                        , song_id) AS choice
    FROM staging_songs
)
WHERE choice = 1;

COMMIT;
