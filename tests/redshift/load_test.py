"""Loads by COPY: what the cluster reads itself, and what is made into objects for it."""

from __future__ import annotations

import gzip
import json
import os
import pathlib
import subprocess
import time
import unittest

import case
import redshift_server
import s3_server
from case import EVENTS, SONG, RedshiftCase

TABLES = {
    "staging_events": "artist, auth, first_name, gender, item_in_session, last_name, length, level, location, method, "
                      "page, registration, session_id, song, status, ts, user_agent, user_id, load_id",
    "staging_songs": "num_songs, artist_id, artist_latitude, artist_longitude, artist_location, artist_name, song_id, "
                     "title, duration, year, load_id",
    "users": "*", "songs": "*", "artists": "*", "time": "*", "songplays": "*",
    "etl.rejects": "table_name, object, line, column_name, value, reason, record, record_cut, status, run_id",
    "etl.objects": "run_id, table_name, object, size, version, records, rejects",
    "etl.runs": "run_id, kind, status, objects, bytes, records_read, records_staged, records_rejected, events_staged, "
                "plays_added, plays_known, no_plays, plays_matched",
}


class ParityCase(RedshiftCase):
    """The same loads into DuckDB, on the same objects, end in the same rows of every table, the ledger's among them."""

    DUCKDB = ("--warehouse", "duckdb:parity.duckdb")

    def put_folder(self, folder: pathlib.Path) -> None:
        for name in ("log_data", "song_data"):
            self.s3.put_folder(folder / name, f"{name}/")

    def tables(self, *arguments: str) -> dict[str, list[list[str]]]:
        return {table: sorted(self.rows(f"SELECT {columns} FROM {table}", *arguments))
                for table, columns in TABLES.items()}

    def load_both(self, *arguments: str, redshift: tuple[str, ...] = ()) -> None:
        for more in (redshift, self.DUCKDB):
            outcome = self.etl(*arguments, *more)
            self.assertIn(outcome.code, (0, 4), outcome.stderr)
        self.compare()

    @staticmethod
    def as_far_as_known(table: str, found: list[list[str]], expected: list[list[str]]) -> list[list[str]]:
        """A cluster does not say how many records an object had, if they have several lines each."""
        if table != "etl.objects" or len(found) != len(expected):
            return found
        return [[other if column == 5 and not value else value for column, (value, other) in enumerate(zip(row, others))]
                for row, others in zip(found, expected)]

    def compare(self) -> None:
        expected = self.tables(*self.DUCKDB)
        found = self.tables()
        for table, rows in expected.items():
            self.assertEqual(self.as_far_as_known(table, found[table], rows), rows, table)
        self.assertEqual(self.left_in_staging(), [])


class DirectLoad(ParityCase):
    def test_ends_in_the_rows_of_duckdb(self):
        self.put_data()
        self.load_both("--compact", "never")
        self.assertEqual(self.rows("SELECT COUNT(*), COUNT(song_id) FROM songplays"), [["1", "1"]])

    def test_takes_generated_data_with_faults_as_duckdb_does(self):
        data = self.folder / "data"
        self.succeed(self.sparkify("generate", str(data), "--events", "3000", "--songs", "60", "--faults", "--seed", "5"))
        self.put_folder(data)
        self.load_both("--max-errors", "1000", redshift=("--compact", "never"))
        self.assertGreater(len(self.rejects()), 5)

    def test_takes_what_is_new_and_what_has_changed_only(self):
        self.put_data()
        self.load_both("--compact", "never")
        self.load_both("--compact", "never")
        self.put_log("b.json", *[event | {"ts": event["ts"] + 5000} for event in EVENTS])
        self.put_log("a.json", *EVENTS, EVENTS[0] | {"ts": EVENTS[0]["ts"] + 9000})
        self.put_song("b.json", song_id="SO0")
        self.load_both("--compact", "never")
        self.put_song("b.json", song_id="SO0", title="Other")
        self.load_both("--compact", "never")
        self.load_both("--full-refresh", "--compact", "never")
        self.load_both("--rebuild")

    def test_tells_compression_by_the_first_bytes(self):
        self.put_data()
        later = json.dumps(EVENTS[0] | {"ts": EVENTS[0]["ts"] + 5000}).encode()
        latest = json.dumps(EVENTS[0] | {"ts": EVENTS[0]["ts"] + 7000}).encode()
        self.s3.put("log_data/b.json", gzip.compress(later))
        self.s3.put("log_data/c.gz", subprocess.run(["zstd", "-c"], input=latest, capture_output=True, check=True).stdout)
        self.load_both("--compact", "never")
        self.assertEqual(self.rows("SELECT COUNT(*) FROM songplays"), [["3"]])

    def test_finds_columns_by_the_jsonpaths_of_a_user(self):
        self.put_data()
        moved = {"all": EVENTS[0] | {"first": [EVENTS[0]["firstName"]]}}
        self.s3.put("log_data/a.json", json.dumps(moved).encode())
        keys = ["artist", "auth", "firstName", "gender", "itemInSession", "lastName", "length", "level", "location", "method",
                "page", "registration", "sessionId", "song", "status", "ts", "userAgent", "userId"]
        paths = [f"$['all']['{key}']" if key != "firstName" else "$['all']['first'][0]" for key in keys]
        self.s3.put("paths.json", json.dumps({"jsonpaths": paths}).encode())
        self.load_both("--compact", "never", "--log-jsonpath", f"s3://{s3_server.BUCKET}/paths.json")
        self.assertEqual(self.rows("SELECT first_name FROM users"), [["Jo"]])

    def test_says_where_a_record_of_many_lines_begins(self):
        self.put_data()
        bad = json.dumps(EVENTS[0] | {"sessionId": "none"}, indent=2)
        self.s3.put("log_data/b.json", f"{json.dumps(EVENTS[1])}\n{bad}\n".encode())
        self.load_both("--max-errors", "1", redshift=("--compact", "never"))
        self.assertEqual(self.rejects()[0][1:5], [f"s3://{s3_server.BUCKET}/log_data/b.json", "2", "session_id", "none"])

    def test_with_too_many_rejects_changes_nothing_and_tells_them_all(self):
        self.put_data()
        self.put_log("b.json", *[EVENTS[0] | {"ts": "never"}] * 3)
        self.fail_with(self.etl("--max-errors", "2", "--compact", "never"), 4, "3 records could not be loaded")
        self.assertEqual(len(self.rejects()), 3)
        self.assertEqual(self.history(), [("1", "failed")])
        self.assertEqual(self.left_in_staging(), [])

    def test_that_copy_gives_up_is_told_after_the_rollback(self):
        self.put_data()
        self.put_log("b.json", *[EVENTS[0] | {"ts": "never"}] * 1200)
        outcome = self.fail_with(self.etl("--compact", "never"), 4, "COPY gave up at 1,200 records")
        self.assertIn("ts", outcome.stdout)
        self.assertEqual(self.history(), [("1", "failed")])
        self.assertEqual(self.rows("SELECT COUNT(*), MIN(reason) FROM etl.rejects")[0][0], "1200")

    def test_reads_errors_from_the_older_view_if_the_newer_has_none(self):
        self.cluster.faults.forgets_new_errors = True
        self.put_data()
        self.put_log("b.json", EVENTS[0] | {"ts": "never"})
        self.succeed(self.etl("--max-errors", "1", "--compact", "never"))
        self.assertEqual([row[3] for row in self.rejects()], ["ts"])

    def test_does_not_take_errors_of_an_earlier_session_of_its_number_for_its_own(self):
        def plant() -> None:
            process = self.sql("SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
                               "AND application_name LIKE 'sparkify%'")
            self.sql("INSERT INTO redshift_catalog.load_errors SELECT usename, 7, pid, 's3://bucket/old.json', 1, 'ts', 1206, "
                     f"'old', false FROM pg_stat_activity WHERE pid = {process}")

        self.cluster.statement_faults.append(redshift_server.StatementFault("CREATE TEMP TABLE", then=plant))
        self.cluster.faults.forgets_new_errors = True
        self.put_data()
        self.put_log("b.json", EVENTS[0] | {"ts": "never"})
        self.succeed(self.etl("--max-errors", "1", "--compact", "never"))
        self.assertEqual([row[1] for row in self.rejects()], [f"s3://{s3_server.BUCKET}/log_data/b.json"])

    def test_waits_until_the_cluster_tells_of_a_copy(self):
        self.cluster.faults.tells_late = 1.5
        self.put_data()
        self.put_log("b.json", EVENTS[0] | {"ts": "never"})
        self.load_both("--max-errors", "1", redshift=("--compact", "never"))

    def test_waits_until_the_cluster_tells_why_a_copy_gave_up(self):
        self.cluster.faults.tells_late = 6
        self.put_data()
        self.put_log("b.json", *[EVENTS[0] | {"ts": "never"}] * 1200)
        self.fail_with(self.etl("--compact", "never"), 4, "COPY gave up at 1,200 records")

    @unittest.skipUnless("SPARKIFY_THOROUGH" in os.environ, "it takes a minute (SPARKIFY_THOROUGH)")
    def test_of_which_the_cluster_never_tells_is_not_believed(self):
        self.cluster.faults.forgets_history = True
        self.put_data()
        self.fail_with(self.etl("--compact", "never"), 1, "the cluster does not say whether it has loaded all objects")
        self.assertEqual(self.history(), [("1", "failed")])

    @unittest.skipUnless("SPARKIFY_THOROUGH" in os.environ, "it takes 100,000 errors (SPARKIFY_THOROUGH)")
    def test_says_how_many_errors_copy_passes_over(self):
        self.put_data()
        self.s3.put("log_data/b.json", b'{"ts":"never"}\n' * 102_000)
        outcome = self.fail_with(self.etl("--compact", "never", "--max-error-rate", "1"), 4,
                                 "COPY gave up at 102,000 records", "it passes over 100,000 at most", "--compact always")
        self.assertNotIn("allowed", outcome.stderr)

    def test_shows_a_value_that_is_longer_than_its_column_in_bytes(self):
        self.put_data()
        self.put_log("b.json", EVENTS[0] | {"level": "ä" * 9})
        self.load_both("--max-errors", "1", redshift=("--compact", "never"))
        self.assertEqual(self.rejects()[0][3:5], ["level", "\\u00e4" * 9])


class Progress(ParityCase):
    def test_of_a_copy_that_takes_long_is_what_the_cluster_tells(self):
        self.put_data()
        self.cluster.faults.before_rows = lambda: (setattr(self.cluster.faults, "before_rows", None), time.sleep(6))
        outcome = self.succeed(self.sparkify("etl", "--progress", "json", "--compact", "never"))
        told = [json.loads(line)["progress"] for line in outcome.stderr.splitlines()]
        self.assertIn(1, [it["objects_done"] for it in told if it["step"] == "load staging_songs" and not it["finished"]],
                      outcome.stderr)
        self.assertIn("Run 1 done", outcome.stdout)


class CompactedLoad(ParityCase):
    def test_of_small_objects_ends_in_the_rows_of_duckdb(self):
        data = self.folder / "data"
        self.succeed(self.sparkify("generate", str(data), "--events", "3000", "--songs", "150", "--faults", "--seed", "6"))
        self.put_folder(data)
        self.cluster.keeps_statements = True
        self.load_both("--max-errors", "1000")
        copies = [statement for statement in self.cluster.statements if statement.startswith('COPY "copied_')]
        self.assertEqual(["ZSTD" in copy for copy in copies], [True, False])

    def test_of_local_files_ends_in_the_rows_of_duckdb(self):
        self.succeed(self.sparkify("generate", "data", "--events", "2000", "--songs", "20", "--faults", "--seed", "7"))
        self.load_both("--max-errors", "1000", "--log-data", "data/log_data", "--song-data", "data/song_data")

    def test_keeps_every_byte_of_a_text(self):
        self.put_data()
        texts = ["back\\slash", "tab\tand\nline", "'quote' \"marks\"", "Ünï çødé 漢字 😀", " blanks ", "\u0001\u001f", "\\N"]
        self.put_log("a.json", *[EVENTS[0] | {"ts": EVENTS[0]["ts"] + place, "location": text, "song": text}
                                 for place, text in enumerate(texts)])
        self.load_both(redshift=("--compact", "always"))
        self.assertEqual(sorted(row[0] for row in self.rows("SELECT location FROM songplays")), sorted(texts))

    def test_whose_records_the_cluster_refuses_is_no_fault_of_users(self):
        self.put_data()
        self.cluster.faults.refuses = "Jo"
        outcome = self.fail_with(self.etl("--compact", "always", "--max-errors", "10"), 1,
                                 "the cluster refused a record that was found to be good here", "column level",
                                 "--compact never")
        self.assertNotIn("--max-errors", outcome.stderr)
        self.assertEqual(self.rejects(), [])
        self.assertEqual(self.left_in_staging(), [])

    def test_never_is_refused_for_files_of_this_machine(self):
        self.succeed(self.sparkify("generate", "data", "--events", "10", "--songs", "2"))
        self.fail_with(self.etl("--compact", "never", "--log-data", "data/log_data", "--song-data", "data/song_data"), 2,
                       "the cluster cannot read this by itself")

    def test_makes_as_many_objects_as_there_are_slices(self):
        self.succeed(self.sparkify("generate", "data", "--events", "20000", "--songs", "20"))
        written = []
        put = self.cloud.s3.get_object

        def get(**arguments):
            written.append(arguments["Key"])
            return put(**arguments)

        self.cloud.s3.get_object = get
        self.succeed(self.etl("--log-data", "data/log_data", "--song-data", "data/song_data"))
        self.assertEqual(len([key for key in written if "staging_events" in key and key.endswith(".zst")]), 2)

    def test_replays_rejects_that_were_mended(self):
        self.put_data()
        self.put_log("b.json", EVENTS[0] | {"ts": "never"})
        self.load_both("--max-errors", "1", redshift=("--compact", "never"))
        for more in ((), self.DUCKDB):
            self.succeed(self.sparkify("rejects", "export", "bad.json", *more))
            file = self.folder / "bad.json"
            file.write_text(file.read_text().replace('"never"', "1541105899999"))
            self.succeed(self.sparkify("rejects", "replay", "bad.json", *more))
            file.unlink()
        self.assertEqual(self.rows("SELECT COUNT(*) FROM songplays"), [["2"]])


class RealSample(ParityCase):
    def test_ends_in_the_rows_of_duckdb(self):
        if not case.setting.sample.exists():
            raise unittest.SkipTest(f"there is no {case.setting.sample}")
        self.put_folder(case.setting.sample)
        self.load_both(redshift=("--compact", "never"))
        self.assertEqual(self.rows("SELECT COUNT(*), COUNT(song_id) FROM songplays"), [["6820", "1"]])


class OnServerless(ParityCase):
    serverless = True

    def test_a_run_does_without_what_only_provisioned_clusters_have(self):
        self.put_data()
        self.put_log("b.json", EVENTS[0] | {"ts": "never"})
        self.load_both("--max-errors", "1", redshift=("--compact", "never"))
        self.put_song("b.json", song_id="SO0")
        self.load_both("--max-errors", "1", redshift=("--compact", "always"))


class Reading(RedshiftCase):
    def test_of_more_than_fits_into_one_record_of_tls_comes_to_its_end(self):
        rows = self.sparkify("query", "--format", "csv", "SELECT a.oid, b.oid, c.oid FROM pg_class AS a CROSS JOIN "
                             "pg_namespace AS b CROSS JOIN pg_namespace AS c")
        self.succeed(rows)
        self.assertGreater(len(rows.stdout), 50_000)


del ParityCase, RedshiftCase  # what others are made of is no test
assert SONG
