-- Which layout the tables of this schema have: one row. A program that knows another layout leaves the warehouse alone.
CREATE TABLE etl.layout (
      version           INTEGER NOT NULL
);

INSERT INTO etl.layout (version) VALUES (2);
