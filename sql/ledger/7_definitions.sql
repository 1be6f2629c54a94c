-- What each table of the model was made from, so that it is made anew when the model says something else: columns, their
-- types and lengths, and on Redshift the keys by which it is laid out.
CREATE TABLE etl.definitions (
      table_name        VARCHAR(127) NOT NULL  --@postgres COLLATE "C"
    , sha256            VARCHAR(64) NOT NULL    -- of the statements that made it
);
