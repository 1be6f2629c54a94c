-- One row per artist_id: name, location and coordinates all from one of the artist's current songs.
--
-- Redshift: small, and joined with every play, so every node keeps a copy.
CREATE TABLE artists (
      artist_id         VARCHAR(64) NOT NULL    --@postgres COLLATE "C"
    , name              VARCHAR(1024)           --@postgres COLLATE "C"
    , location          VARCHAR(1024)           --@postgres COLLATE "C"
    , latitude          DOUBLE PRECISION
    , longitude         DOUBLE PRECISION
)
--@redshift DISTSTYLE ALL SORTKEY(artist_id)
;
