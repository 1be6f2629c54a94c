-- The records that could not be loaded, also those of failed runs.
CREATE TABLE etl.rejects (
      run_id            BIGINT NOT NULL
    , table_name        VARCHAR(64) NOT NULL
    , object            VARCHAR(4096) NOT NULL
    , line              BIGINT NOT NULL         -- line on which the record begins
    , column_name       VARCHAR(64)             -- NULL if the record is no JSON
    , value             VARCHAR(1024)           -- the value at fault, as it stands in the object (a text without its quotation marks)
    , reason            VARCHAR(1024) NOT NULL
    , record            VARCHAR(65535)          -- the record as it stands in the object
);
