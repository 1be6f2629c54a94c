-- One row per song record that was ever loaded: raw history, never changed.
--
-- The columns are found in the records by their names. load_id is the number of the run that staged
-- the row; the current record of a song is the one of the latest load.
--
-- Redshift: spread and sorted by song, because the transforms look for the current one among the
-- records of a song, which so are on one slice, side by side.
CREATE TABLE staging_songs (
      num_songs         INTEGER
    , artist_id         VARCHAR(64) NOT NULL    --@postgres COLLATE "C"
    , artist_latitude   DOUBLE PRECISION
    , artist_longitude  DOUBLE PRECISION
    , artist_location   VARCHAR(1024)           --@postgres COLLATE "C"
    , artist_name       VARCHAR(1024)           --@postgres COLLATE "C"
    , song_id           VARCHAR(64) NOT NULL    --@postgres COLLATE "C"
    , title             VARCHAR(1024)           --@postgres COLLATE "C"
    , duration          DOUBLE PRECISION
    , year              INTEGER
    , load_id           BIGINT NOT NULL
)
--@redshift DISTKEY(song_id) SORTKEY(song_id)
;
