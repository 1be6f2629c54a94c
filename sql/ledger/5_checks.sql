-- What the checks of a run found before it was committed, or that made it fail.
CREATE TABLE etl.checks (
      run_id            BIGINT NOT NULL
    , check_name        VARCHAR(256) NOT NULL  --@postgres COLLATE "C"
    , severity          VARCHAR(16) NOT NULL    -- error, warn
    , offending_rows    BIGINT NOT NULL         -- 0: it passed
);
