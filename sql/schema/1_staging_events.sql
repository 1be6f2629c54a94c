-- One row per record of the activity logs that was ever loaded: raw history, never changed.
--
-- The first eighteen columns stand in the order of the JSONPaths file. The limits of texts count bytes,
-- on every engine. load_id is the number of the run that staged the row.
--
-- Redshift: rows are spread over the slices by user, because the transforms group and join by user,
-- and sorted by time, so that a transform that asks for the newest days reads only their blocks.
CREATE TABLE staging_events (
      artist            VARCHAR(1024)       --@postgres COLLATE "C"
    , auth              VARCHAR(64)         --@postgres COLLATE "C"
    , first_name        VARCHAR(256)        --@postgres COLLATE "C"
    , gender            VARCHAR(16)         --@postgres COLLATE "C"
    , item_in_session   INTEGER
    , last_name         VARCHAR(256)        --@postgres COLLATE "C"
    , length            DOUBLE PRECISION
    , level             VARCHAR(16)         --@postgres COLLATE "C"
    , location          VARCHAR(1024)       --@postgres COLLATE "C"
    , method            VARCHAR(16)         --@postgres COLLATE "C"
    , page              VARCHAR(64)         --@postgres COLLATE "C"
    , registration      DOUBLE PRECISION
    , session_id        BIGINT
    , song              VARCHAR(1024)       --@postgres COLLATE "C"
    , status            INTEGER
    , ts                TIMESTAMP NOT NULL
    , user_agent        VARCHAR(1024)       --@postgres COLLATE "C"
    , user_id           BIGINT
    , load_id           BIGINT NOT NULL
)
--@redshift DISTKEY(user_id) SORTKEY(ts)
;
