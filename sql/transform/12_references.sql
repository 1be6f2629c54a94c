-- after: checks
--
-- Has PostgreSQL look at the references of the rows that this run has changed now, and not in COMMIT, which nobody can
-- interrupt.

--@postgres SET CONSTRAINTS ALL IMMEDIATE;
