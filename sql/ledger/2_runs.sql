-- The ledger: one row per run, also of those that failed, with the account of what became of every record.
CREATE TABLE etl.runs (
      run_id            BIGINT NOT NULL         -- 1, 2, ...; the load_id of what the run staged
    , kind              VARCHAR(16) NOT NULL    -- increment, full refresh, rebuild, replay, create tables
    , status            VARCHAR(16) NOT NULL    -- done, failed, interrupted
    , started           TIMESTAMP NOT NULL      -- UTC
    , finished          TIMESTAMP NOT NULL      -- UTC
    , program_version   VARCHAR(32) NOT NULL
    , error             VARCHAR(4096)           -- why it failed
    , objects           BIGINT NOT NULL         -- objects read
    , bytes             BIGINT NOT NULL         -- their size, as stored
    , records_read      BIGINT NOT NULL         -- = records_staged + records_rejected
    , records_staged    BIGINT NOT NULL
    , records_rejected  BIGINT NOT NULL
    , events_staged     BIGINT NOT NULL         -- = plays_added + plays_known + no_plays
    , plays_added       BIGINT NOT NULL
    , plays_known       BIGINT NOT NULL         -- were there already, or came twice
    , no_plays          BIGINT NOT NULL
    , plays_matched     BIGINT NOT NULL         -- of those added
);
