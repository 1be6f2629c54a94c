-- The objects that were loaded, one row per run that loaded them. What was loaded last counts; what was loaded before
-- the tables were created anew or fully refreshed is forgotten.
CREATE TABLE etl.objects (
      run_id            BIGINT NOT NULL
    , table_name        VARCHAR(64) NOT NULL    --@postgres COLLATE "C"  -- the staging table
    , object            VARCHAR(4096) NOT NULL  --@postgres COLLATE "C"  -- its full name; a byte that is no UTF-8 as \xFF, a backslash as two
    , size              BIGINT NOT NULL         -- bytes, as stored
    , version           VARCHAR(256) NOT NULL   -- of a file: when it was changed, to the nanosecond
    , records           BIGINT                  -- records staged from it; NULL if the warehouse read it and did not say
    , rejects           BIGINT NOT NULL         -- records in it that could not be loaded
);
