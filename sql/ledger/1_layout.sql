-- Which layout the tables of this schema have: one row. A program that knows another layout leaves the warehouse alone.
--
-- PostgreSQL and Redshift: one ledger belongs to the tables of one schema. Those of another have nothing to do with what it
-- knows. (On Redshift the program says which, since nodes that hold tables do not know.)
CREATE TABLE etl.layout (
      version           INTEGER NOT NULL
    --@postgres , table_schema VARCHAR(64) NOT NULL DEFAULT current_schema()
    --@redshift , table_schema VARCHAR(128) NOT NULL
);

INSERT INTO etl.layout (version
                        --@redshift , table_schema
) VALUES (2
          --@redshift , :table_schema
);
