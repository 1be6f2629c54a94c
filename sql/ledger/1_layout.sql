-- Which layout the tables of this schema have: one row. A program that knows another layout leaves the warehouse alone.
--
-- PostgreSQL: one ledger belongs to the tables of one schema. Those of another have nothing to do with what it knows.
CREATE TABLE etl.layout (
      version           INTEGER NOT NULL
    --@postgres , table_schema VARCHAR(64) NOT NULL DEFAULT current_schema()
);

INSERT INTO etl.layout (version) VALUES (2);
