"""The stand-in is strict: what Redshift's guide does not have is refused, and what it has is taken."""

from __future__ import annotations

import unittest

import grammar

REFUSED = [
    "INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING", "INSERT INTO t VALUES (1) RETURNING a", "COPY t FROM STDIN",
    "COPY t FROM 's3://b/k' IAM_ROLE default FORMAT AS JSON 'auto' NULL AS ''",
    "COPY t FROM 's3://b/k' IAM_ROLE default FORMAT AS JSON 'auto' MAXERROR 100001",
    "MERGE INTO t AS target USING s ON t.a = s.a WHEN MATCHED THEN UPDATE SET b = s.b WHEN NOT MATCHED THEN INSERT VALUES (s.a)",
    "MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN UPDATE SET b = s.b",
    "MERGE INTO t USING (SELECT 1 AS a) AS s ON t.a = s.a WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (s.a)",
    "CREATE INDEX i ON t (a)", "CREATE TABLE t (a TEXT[])", "CREATE TABLE t (a UUID)", "CREATE TABLE t (a SERIAL)",
    "CREATE TABLE t (a VARCHAR(70000))", "CREATE TABLE t (a INTEGER) DISTKEY(b)",
    "CREATE TABLE t (a VARCHAR(10) DEFAULT current_schema())", "CREATE TEMP TABLE s.t (a INTEGER)",
    "CREATE TABLE IF NOT EXISTS t AS SELECT 1 AS a",
    "ALTER TABLE t ADD PRIMARY KEY (a), ADD FOREIGN KEY (b) REFERENCES u (b)", "LOCK TABLE t IN SHARE MODE",
    "LOCK TABLE t NOWAIT", "BEGIN ISOLATION LEVEL SNAPSHOT", "SAVEPOINT s", "TRUNCATE t", "ANALYZE t", "VACUUM t",
    "SET standard_conforming_strings TO on", "SET client_min_messages TO 'warning'", "DO $$ BEGIN END $$",
    "SELECT a IS DISTINCT FROM b FROM t", "SELECT * FROM (VALUES (1)) AS v", "SELECT (a, b) FROM t",
    "SELECT a FROM t WHERE (a, b) IN (SELECT 1, 2)", "SELECT generate_series(1, 2)", "SELECT pg_sleep(1)",
    "SELECT string_agg(a, ',') FROM t", "SELECT ROW_NUMBER() FROM t", "SELECT LAG(a, 1, 0) OVER (ORDER BY a) FROM t",
    "SELECT SUM(a) OVER (ORDER BY a) FROM t", "SELECT ROW_NUMBER() OVER (ORDER BY 1) FROM t",
    "SELECT 1 UNION SELECT 2 EXCEPT ALL SELECT 3", "SELECT a FROM t FULL JOIN u ON t.a < u.a",
    "SELECT a AS user FROM t", "SELECT current_schema(), a FROM t", "SELECT COUNT(*) FROM pg_class, t",
    "INSERT INTO t SELECT COUNT(*) FROM stv_slices", "EXPLAIN MERGE INTO t USING s ON t.a = s.a", "SELECT a FROM pg_tables",
    "SELECT DATE_PART('quarter', a) FROM t", "DELETE FROM t AS x WHERE x.a = 1", "UPDATE t SET t.a = 1",
]

TAKEN = [
    "SELECT a, COUNT(*) FROM t AS x LEFT JOIN u ON u.a = x.a WHERE b BETWEEN 1 AND 2 GROUP BY 1 HAVING COUNT(*) > 1 ORDER BY a",
    "WITH c AS (SELECT 1 AS a) SELECT * FROM c", "INSERT INTO t (a) WITH c AS (SELECT 1 AS a) SELECT a FROM c",
    "INSERT INTO t VALUES (1, 'a''b\\\\c', NULL), (2, '', TRUE)",
    "UPDATE t SET a = s.a FROM (SELECT 1 AS a) AS s WHERE t.b = s.a", "DELETE FROM t USING u WHERE u.a = t.a",
    "CREATE TEMP TABLE t (a INTEGER NOT NULL) DISTSTYLE EVEN", "CREATE TABLE t (a INTEGER) DISTSTYLE ALL SORTKEY(a)",
    "SELECT ROW_NUMBER() OVER (PARTITION BY a ORDER BY b DESC NULLS LAST) FROM t", "LOCK TABLE etl.run_lock",
    "SELECT CASE WHEN a IS NULL THEN 1 ELSE 2 END FROM t", "BEGIN READ ONLY", "SET search_path TO \"public\"",
    "SELECT CAST(DATEDIFF(ms, a, b) AS DOUBLE PRECISION) / 1000 FROM t", "SELECT TIMESTAMP '2018-11-01 00:00:00'",
]


class Grammar(unittest.TestCase):
    def test_refuses_what_redshift_does_not_have(self):
        for sql in REFUSED:
            with self.subTest(sql), self.assertRaises(grammar.Refused):
                grammar.parse(sql)

    def test_takes_what_redshift_has(self):
        for sql in TAKEN:
            with self.subTest(sql):
                grammar.parse(sql)

    def test_counts_texts_in_bytes(self):
        self.assertIn("octet_length", grammar.parse("CREATE TABLE t (a VARCHAR(3))").sql)

    def test_takes_a_backslash_for_an_escape(self):
        self.assertEqual(grammar.text_value(r"'a\\b\'c''d'"), "a\\b'c'd")
