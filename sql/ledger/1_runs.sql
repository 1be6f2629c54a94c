-- The ledger: one row per run of etl, also of those that failed.
CREATE TABLE etl.runs (
      run_id            BIGINT NOT NULL
    , started           TIMESTAMP NOT NULL
    , finished          TIMESTAMP NOT NULL
    , status            VARCHAR(16) NOT NULL    -- done, failed
    , program_version   VARCHAR(32) NOT NULL
    , records_read      BIGINT NOT NULL
    , records_rejected  BIGINT NOT NULL
);
