-- One row per song_id: its current record. A year of 0 means unknown and is NULL here.
--
-- Redshift: small, and joined with every play, so every node keeps a copy.
CREATE TABLE songs (
      song_id           VARCHAR(64) NOT NULL    --@postgres COLLATE "C"
    , title             VARCHAR(1024)           --@postgres COLLATE "C"
    , artist_id         VARCHAR(64) NOT NULL    --@postgres COLLATE "C"
    , year              INTEGER
    , duration          DOUBLE PRECISION
)
--@redshift DISTSTYLE ALL SORTKEY(song_id)
;
