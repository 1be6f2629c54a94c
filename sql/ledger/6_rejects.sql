-- The records that could not be loaded, also those of failed runs.
CREATE TABLE etl.rejects (
      reject_id         BIGINT NOT NULL         -- 1, 2, ... over all runs
    , run_id            BIGINT NOT NULL
    , table_name        VARCHAR(64) NOT NULL  --@postgres COLLATE "C"
    , object            VARCHAR(4096) NOT NULL  --@postgres COLLATE "C"
    , line              BIGINT NOT NULL         -- line on which the record begins
    , column_name       VARCHAR(64)             -- NULL if the record is no JSON
    , value             VARCHAR(1024)           -- the value at fault, as it stands in the object (a text without its quotation marks)
    , reason            VARCHAR(1024) NOT NULL
    , record            VARCHAR(65535)          -- the record as it stands in the object
    , record_cut        BOOLEAN NOT NULL        -- whether the record is longer than that
    , status            VARCHAR(16) NOT NULL    -- open, replayed, discarded, superseded; run failed
    , closed_by         BIGINT                  -- the run that replayed or superseded it
);
