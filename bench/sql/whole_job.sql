-- The whole job by DuckDB's SQL alone, as a competent user would write it: explicit column types (no
-- sampling), one statement per table, all in one transaction. Same tables and same
-- rows as sparkify's, without its rejects, account, history and checks.

BEGIN TRANSACTION;

CREATE TABLE staging_events AS
SELECT NULLIF(artist, '') AS artist, NULLIF(auth, '') AS auth, NULLIF("firstName", '') AS first_name
     , NULLIF(gender, '') AS gender, "itemInSession" AS item_in_session
     , NULLIF("lastName", '') AS last_name, length, NULLIF(level, '') AS level
     , NULLIF(location, '') AS location, NULLIF(method, '') AS method, NULLIF(page, '') AS page
     , registration, "sessionId" AS session_id, NULLIF(song, '') AS song, status
     , make_timestamp(ts * 1000) AS ts, NULLIF("userAgent", '') AS user_agent
     , CAST(NULLIF("userId", '') AS BIGINT) AS user_id, CAST(1 AS BIGINT) AS load_id
FROM read_json('{log_data}', format = 'newline_delimited', columns = {
    artist: 'VARCHAR', auth: 'VARCHAR', firstName: 'VARCHAR', gender: 'VARCHAR'
  , itemInSession: 'INTEGER', lastName: 'VARCHAR', length: 'DOUBLE', level: 'VARCHAR'
  , location: 'VARCHAR', method: 'VARCHAR', page: 'VARCHAR', registration: 'DOUBLE'
  , sessionId: 'BIGINT', song: 'VARCHAR', status: 'INTEGER', ts: 'BIGINT', userAgent: 'VARCHAR'
  , userId: 'VARCHAR'});

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

CREATE TABLE users AS
SELECT user_id, first_name, last_name, gender, level
FROM (
    SELECT user_id, first_name, last_name, gender, level
         , row_number() OVER (PARTITION BY user_id
                              ORDER BY ts DESC, session_id DESC NULLS LAST
                                     , item_in_session DESC NULLS LAST) AS choice
    FROM staging_events
    WHERE user_id IS NOT NULL
)
WHERE choice = 1;

CREATE TABLE songplays AS
SELECT row_number() OVER (ORDER BY event.ts, event.session_id, event.item_in_session) AS songplay_id
     , event.ts AS start_time, event.user_id, event.level, song.song_id, song.artist_id
     , event.session_id, event.location, event.user_agent
FROM (
    SELECT *
    FROM staging_events
    WHERE page = 'NextSong'
    QUALIFY row_number() OVER (PARTITION BY user_id, session_id, ts ORDER BY item_in_session) = 1
) AS event
LEFT JOIN (
    SELECT title, artist_name, duration, min(song_id) AS song_id
         , min_by(artist_id, song_id) AS artist_id
    FROM staging_songs
    GROUP BY title, artist_name, duration
) AS song
  ON song.title = event.song AND song.artist_name = event.artist AND song.duration = event.length;

CREATE TABLE time AS
SELECT start_time, CAST(extract(hour FROM start_time) AS INTEGER) AS hour
     , CAST(extract(day FROM start_time) AS INTEGER) AS day
     , CAST(extract(week FROM start_time) AS INTEGER) AS week
     , CAST(extract(month FROM start_time) AS INTEGER) AS month
     , CAST(extract(year FROM start_time) AS INTEGER) AS year
     , CAST(extract(dow FROM start_time) AS INTEGER) AS weekday
FROM (SELECT DISTINCT start_time FROM songplays);

COMMIT;
