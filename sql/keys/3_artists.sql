-- declares: artists_pkey
--
-- The key of artists.
--
-- PostgreSQL keeps it, Redshift only believes it: the checks prove it on every run. DuckDB declares none, since an
-- index would cost more than the whole load. Keys are declared when a run has filled the tables for the first time, and
-- the checks have passed: at once is faster than row by row.

--@postgres ALTER TABLE artists ADD PRIMARY KEY (artist_id);
--@redshift ALTER TABLE artists ADD PRIMARY KEY (artist_id);
