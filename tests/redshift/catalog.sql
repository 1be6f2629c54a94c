-- What a database of the stand-in has beside PostgreSQL's own: texts that compare as Redshift's do, and its system tables.

CREATE SCHEMA redshift_catalog;
GRANT USAGE ON SCHEMA redshift_catalog TO PUBLIC;
SET search_path TO redshift_catalog, pg_catalog;

-- "Character types": "Trailing spaces in VARCHAR and CHAR values are treated as semantically insignificant when values are
-- compared", but they are kept, and LENGTH counts them. PostgreSQL's CHAR compares like that.
CREATE TYPE varying;
CREATE FUNCTION varying_in(cstring) RETURNS varying LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION varying_out(varying) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE varying (INPUT = varying_in, OUTPUT = varying_out, LIKE = text, COLLATABLE = true, CATEGORY = 'S');
CREATE CAST (varying AS text) WITHOUT FUNCTION AS IMPLICIT;
CREATE CAST (text AS varying) WITHOUT FUNCTION AS ASSIGNMENT;
CREATE CAST (varchar AS varying) WITHOUT FUNCTION AS ASSIGNMENT;

CREATE FUNCTION varying_eq(varying, varying) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT AS 'bpchareq';
CREATE FUNCTION varying_ne(varying, varying) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT AS 'bpcharne';
CREATE FUNCTION varying_lt(varying, varying) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT AS 'bpcharlt';
CREATE FUNCTION varying_le(varying, varying) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT AS 'bpcharle';
CREATE FUNCTION varying_gt(varying, varying) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT AS 'bpchargt';
CREATE FUNCTION varying_ge(varying, varying) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT AS 'bpcharge';
CREATE FUNCTION varying_cmp(varying, varying) RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS 'bpcharcmp';
CREATE FUNCTION varying_hash(varying) RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS 'hashbpchar';

CREATE OPERATOR = (LEFTARG = varying, RIGHTARG = varying, FUNCTION = varying_eq, COMMUTATOR = =, NEGATOR = <>,
                   RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR <> (LEFTARG = varying, RIGHTARG = varying, FUNCTION = varying_ne, COMMUTATOR = <>, NEGATOR = =,
                    RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR < (LEFTARG = varying, RIGHTARG = varying, FUNCTION = varying_lt, COMMUTATOR = >, NEGATOR = >=);
CREATE OPERATOR <= (LEFTARG = varying, RIGHTARG = varying, FUNCTION = varying_le, COMMUTATOR = >=, NEGATOR = >);
CREATE OPERATOR > (LEFTARG = varying, RIGHTARG = varying, FUNCTION = varying_gt, COMMUTATOR = <, NEGATOR = <=);
CREATE OPERATOR >= (LEFTARG = varying, RIGHTARG = varying, FUNCTION = varying_ge, COMMUTATOR = <=, NEGATOR = <);
CREATE OPERATOR CLASS varying_order DEFAULT FOR TYPE varying USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 varying_cmp(varying, varying);
CREATE OPERATOR CLASS varying_hashing DEFAULT FOR TYPE varying USING hash AS
    OPERATOR 1 =, FUNCTION 1 varying_hash(varying);

-- "DATEDIFF function": the boundaries of milliseconds between two times.
CREATE FUNCTION datediff_ms(timestamp, timestamp) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CAST(FLOOR(EXTRACT(epoch FROM $2) * 1000) - FLOOR(EXTRACT(epoch FROM $1) * 1000) AS bigint) $$;

-- "AVG function": BIGINT for any integer argument.
CREATE FUNCTION avg_step(numeric[], bigint) RETURNS numeric[] LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN $2 IS NULL THEN $1 ELSE ARRAY[$1[1] + $2, $1[2] + 1] END $$;
CREATE FUNCTION avg_end(numeric[]) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN $1[2] > 0 THEN TRUNC($1[1] / $1[2])::bigint END $$;
CREATE AGGREGATE avg(bigint) (SFUNC = avg_step, STYPE = numeric[], FINALFUNC = avg_end, INITCOND = '{0,0}');
CREATE FUNCTION avg_step(double precision[], double precision) RETURNS double precision[] LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN $2 IS NULL THEN $1 ELSE ARRAY[$1[1] + $2, $1[2] + 1] END $$;
CREATE FUNCTION avg_end(double precision[]) RETURNS double precision LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN $1[2] > 0 THEN $1[1] / $1[2] END $$;
CREATE AGGREGATE avg(double precision) (
    SFUNC = avg_step, STYPE = double precision[], FINALFUNC = avg_end, INITCOND = '{0,0}');

-- "STV_SESSIONS", "STV_SLICES", "SYS_SESSION_HISTORY". Who asks is in redshift.user_name: "regular users can see only their own
-- data".
CREATE VIEW stv_sessions AS
SELECT backend_start AT TIME ZONE 'UTC' AS starttime, pid AS process, usename::char(50) AS user_name
     , datname::char(50) AS db_name, 0 AS timeout_sec
FROM pg_stat_activity
WHERE backend_type = 'client backend'
  AND (usename = current_setting('redshift.user_name') OR current_setting('redshift.superuser') = 'on');

CREATE VIEW sys_session_history AS
SELECT user_name AS user_id, process AS session_id, db_name AS database_name, 'active'::char(10) AS status
     , starttime AS start_time
FROM stv_sessions;

CREATE TABLE stv_slices (node integer, slice integer, localslice integer, type character(1));
INSERT INTO stv_slices VALUES (0, 0, 0, 'D'), (0, 1, 1, 'D'), (0, 2, 0, 'C');

-- "SYS_LOAD_HISTORY", "SYS_LOAD_DETAIL", "SYS_LOAD_ERROR_DETAIL", "STL_LOAD_ERRORS": the columns that are documented and used.
CREATE TABLE load_history (
    user_name text, query_id bigint, session_id integer, status text, table_name text, start_time timestamp,
    loaded_rows bigint, file_count_scanned integer, file_bytes_scanned bigint, error_count integer);
CREATE TABLE load_detail (user_name text, query_id integer, file_name character(256), lines_scanned integer);
CREATE TABLE load_errors (
    user_name text, query_id bigint, session_id integer, file_name character(256), line_number bigint,
    column_name character(127), error_code integer, error_message character(512), in_new_view boolean);

CREATE VIEW sys_load_history AS
SELECT * FROM load_history
WHERE user_name = current_setting('redshift.user_name') OR current_setting('redshift.superuser') = 'on';
CREATE VIEW sys_load_detail AS
SELECT * FROM load_detail
WHERE user_name = current_setting('redshift.user_name') OR current_setting('redshift.superuser') = 'on';
CREATE VIEW sys_load_error_detail AS
SELECT * FROM load_errors
WHERE in_new_view
  AND (user_name = current_setting('redshift.user_name') OR current_setting('redshift.superuser') = 'on');
-- No page says that queries have the same numbers in both families of views, so here they have not.
CREATE VIEW stl_load_errors AS
SELECT query_id + 5000000 AS query, session_id AS session, file_name AS filename, line_number, column_name AS colname
     , error_code AS err_code, error_message::character(100) AS err_reason
FROM load_errors
WHERE user_name = current_setting('redshift.user_name') OR current_setting('redshift.superuser') = 'on';
