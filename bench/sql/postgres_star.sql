-- The star from full staging tables, as somebody would write it by hand for PostgreSQL and for nothing else: no increments,
-- no account, and ties decided only as far as the data needs it. Same tables, keys and indexes as the model's.

BEGIN;

SET LOCAL jit = off;
SET LOCAL work_mem = '64MB';

DROP TABLE IF EXISTS songplays, time, users, songs, artists CASCADE;

CREATE TABLE artists (
      artist_id         VARCHAR(64) NOT NULL COLLATE "C"
    , name              VARCHAR(1024) COLLATE "C"
    , location          VARCHAR(1024) COLLATE "C"
    , latitude          DOUBLE PRECISION
    , longitude         DOUBLE PRECISION
);
CREATE TABLE songs (
      song_id           VARCHAR(64) NOT NULL COLLATE "C"
    , title             VARCHAR(1024) COLLATE "C"
    , artist_id         VARCHAR(64) NOT NULL COLLATE "C"
    , year              INTEGER
    , duration          DOUBLE PRECISION
);
CREATE TABLE users (
      user_id           BIGINT NOT NULL
    , first_name        VARCHAR(256) COLLATE "C"
    , last_name         VARCHAR(256) COLLATE "C"
    , gender            VARCHAR(16) COLLATE "C"
    , level             VARCHAR(16) COLLATE "C"
);
CREATE TABLE time (
      start_time        TIMESTAMP NOT NULL
    , hour              INTEGER NOT NULL
    , day               INTEGER NOT NULL
    , week              INTEGER NOT NULL
    , month             INTEGER NOT NULL
    , year              INTEGER NOT NULL
    , weekday           INTEGER NOT NULL
);
CREATE TABLE songplays (
      songplay_id       BIGINT NOT NULL
    , start_time        TIMESTAMP NOT NULL
    , user_id           BIGINT
    , level             VARCHAR(16) COLLATE "C"
    , song_id           VARCHAR(64) COLLATE "C"
    , artist_id         VARCHAR(64) COLLATE "C"
    , session_id        BIGINT
    , location          VARCHAR(1024) COLLATE "C"
    , user_agent        VARCHAR(1024) COLLATE "C"
);

CREATE TEMP TABLE current_songs AS
SELECT DISTINCT ON (song_id) *
FROM staging_songs
ORDER BY song_id, load_id DESC, title, artist_id, year, duration;
ANALYZE current_songs;

INSERT INTO songs
SELECT song_id, title, artist_id, NULLIF(year, 0), duration
FROM current_songs;

INSERT INTO artists
SELECT DISTINCT ON (artist_id) artist_id, artist_name, artist_location, artist_latitude, artist_longitude
FROM current_songs
ORDER BY artist_id
       , artist_latitude IS NULL OR artist_longitude IS NULL
       , artist_location IS NULL
       , LENGTH(artist_name)
       , song_id;

INSERT INTO users
SELECT DISTINCT ON (user_id) user_id, first_name, last_name, gender, level
FROM staging_events
JOIN (
    SELECT user_id, MAX(ts) AS ts
    FROM staging_events
    WHERE user_id IS NOT NULL
    GROUP BY user_id
) AS latest USING (user_id, ts)
ORDER BY user_id, session_id DESC NULLS LAST, item_in_session DESC NULLS LAST;

CREATE TEMP TABLE matches AS
SELECT DISTINCT ON (title, artist_name, duration) title, artist_name, duration, song_id, artist_id
FROM current_songs
ORDER BY title, artist_name, duration, song_id;
ANALYZE matches;

CREATE TEMP TABLE repeats AS
SELECT row_id
FROM (
    SELECT ctid AS row_id
         , ROW_NUMBER() OVER (PARTITION BY ts, session_id, user_id ORDER BY item_in_session) AS choice
    FROM staging_events
    WHERE page = 'NextSong'
) AS plays
WHERE choice > 1;
ANALYZE repeats;

INSERT INTO songplays
SELECT ROW_NUMBER() OVER (ORDER BY ts, session_id, item_in_session)
     , ts, user_id, level, matches.song_id, matches.artist_id, session_id, location, user_agent
FROM staging_events AS event
LEFT JOIN matches ON title = song AND artist_name = artist AND duration = length
WHERE page = 'NextSong'
  AND NOT EXISTS (SELECT FROM repeats WHERE repeats.row_id = event.ctid);

INSERT INTO time
SELECT start_time
     , DATE_PART('hour', start_time)
     , DATE_PART('day', start_time)
     , DATE_PART('week', start_time)
     , DATE_PART('month', start_time)
     , DATE_PART('year', start_time)
     , DATE_PART('dow', start_time)
FROM (SELECT DISTINCT start_time FROM songplays ORDER BY start_time) AS times;

ALTER TABLE artists ADD PRIMARY KEY (artist_id);
ALTER TABLE songs ADD PRIMARY KEY (song_id);
ALTER TABLE songs ADD FOREIGN KEY (artist_id) REFERENCES artists DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX ON songs (artist_id);
ALTER TABLE users ADD PRIMARY KEY (user_id);
ALTER TABLE time ADD PRIMARY KEY (start_time);
ALTER TABLE songplays ADD PRIMARY KEY (songplay_id);
ALTER TABLE songplays
      ADD FOREIGN KEY (start_time) REFERENCES time DEFERRABLE INITIALLY DEFERRED
    , ADD FOREIGN KEY (user_id) REFERENCES users DEFERRABLE INITIALLY DEFERRED
    , ADD FOREIGN KEY (song_id) REFERENCES songs DEFERRABLE INITIALLY DEFERRED
    , ADD FOREIGN KEY (artist_id) REFERENCES artists DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX ON songplays USING brin (start_time);
CREATE INDEX ON songplays (artist_id) WHERE artist_id IS NOT NULL;

COMMIT;
