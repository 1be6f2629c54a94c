-- How long each step of a run took, in the order in which they were done.
CREATE TABLE etl.steps (
      run_id            BIGINT NOT NULL
    , place             BIGINT NOT NULL         -- 1, 2, ...
    , step              VARCHAR(256) NOT NULL
    , seconds           DOUBLE PRECISION NOT NULL
);
