"""Runs on PostgreSQL, and what may come between: other runs, readers, other transactions, signals, lost connections."""

from __future__ import annotations

import json
import os
import pathlib
import shutil
import signal
import time

import case
import cutting_proxy
import postgres_server


class OneRun(case.PostgresCase):
    def setUp(self) -> None:
        super().setUp()
        self.put_data()

    def test_loads_and_is_recorded(self) -> None:
        self.assertIn("Run 1 done", self.succeed(self.etl()).stdout)
        self.assertEqual(self.rows("SELECT songplay_id, song_id, user_id FROM songplays"), [["1", "SO1", "7"]])
        self.assertIn("Nothing is new", self.succeed(self.etl()).stdout)
        self.assertEqual(self.history(), [("1", "done")])

    def test_keeps_readers_waiting_for_nothing(self) -> None:
        self.succeed(self.etl())
        self.put_log("b.json", case.EVENTS[0] | {"sessionId": 2})
        with self.hold("staging_events"):
            run = self.start(*self.ETL)
            self.wait_until_blocked()
            self.assertEqual(self.rows("SELECT COUNT(*) FROM songplays"), [["1"]])
            self.succeed(self.sparkify("check"))
        self.succeed(self.finish(run))
        self.assertEqual(self.rows("SELECT COUNT(*) FROM songplays"), [["2"]])

    def test_excludes_another_and_says_who_runs(self) -> None:
        self.succeed(self.etl())
        self.put_log("b.json", case.EVENTS[0] | {"sessionId": 2})
        with self.hold("staging_events"):
            run = self.start(*self.ETL)
            self.wait_until_blocked()
            self.fail_with(self.etl(), 6, "another run holds the warehouse", f"process {run.pid} of", "since 20")
            self.fail_with(self.sparkify("create-tables", "--yes"), 6, "another run holds the warehouse")
            self.assertIn(f"held by sparkify: process {run.pid}",
                          self.sparkify("doctor", "--log-data", "log_data", "--song-data", "song_data").stdout)
        self.succeed(self.finish(run))
        self.assertEqual(self.history(), [("1", "done"), ("2", "done")])

    def test_begins_again_when_another_transaction_got_in_between(self) -> None:
        self.succeed(self.etl())
        self.put_log("b.json", case.EVENTS[0] | {"sessionId": 2, "level": "free", "ts": case.EVENTS[0]["ts"] + 10})
        with self.hold("staging_events") as other:
            run = self.start(*self.ETL)
            self.wait_until_blocked()
            other.run("UPDATE users SET first_name = 'Mo'")
        outcome = self.succeed(self.finish(run))
        self.assertIn("another transaction got in between, so the run begins again (1 of 4)", outcome.stderr)
        self.assertEqual(self.rows("SELECT first_name, level FROM users"), [["Jo", "free"]])
        self.assertEqual(self.history(), [("1", "done"), ("2", "done")])
        self.assertEqual(self.rows("SELECT COUNT(*) FROM staging_events"), [["3"]])

    def test_is_interrupted_while_the_server_works(self) -> None:
        self.succeed(self.etl())
        self.put_log("b.json", case.EVENTS[0] | {"sessionId": 2})
        with self.hold("staging_events"):
            run = self.start(*self.ETL)
            self.wait_until_blocked()
            begin = time.monotonic()
            run.send_signal(signal.SIGINT)
            self.fail_with(self.finish(run), 130, "the run was interrupted", "nothing was changed")
            self.assertLess(time.monotonic() - begin, 5)
        self.assertEqual(self.history(), [("1", "done"), ("2", "interrupted")])
        self.assertEqual(self.rows("SELECT COUNT(*) FROM staging_events"), [["2"]])

    def test_leaves_nothing_behind_when_it_is_killed(self) -> None:
        self.succeed(self.etl())
        self.put_log("b.json", case.EVENTS[0] | {"sessionId": 2})
        with self.hold("staging_events"):
            run = self.start(*self.ETL)
            self.wait_until_blocked()
            run.kill()
            self.finish(run)
        self.wait_until(lambda: self.etl().code == 0, "the lock of the dead run to go")
        self.assertEqual(self.rows("SELECT COUNT(*) FROM songplays"), [["2"]])

    def test_frees_the_lock_soon_when_it_is_killed_while_the_server_works(self) -> None:
        model = self.folder / "model"
        self.copy_model(model)
        (model / "transform" / "13_slow.sql").write_text("SELECT pg_sleep(600);\n")
        run = self.start(*self.ETL, "--model", str(model))
        working = f"SELECT COUNT(*) FROM pg_stat_activity WHERE datname = '{self.database}' AND query ~ 'pg_sleep\\(600'"
        self.wait_until(lambda: self.server.sql(working, database="postgres") == "1", "the slow transform")
        run.kill()
        self.finish(run)
        self.wait_until(lambda: self.etl().code == 0, "the lock of the dead run to go")
        self.assertEqual(self.rows("SELECT COUNT(*) FROM songplays"), [["1"]])

    def test_shows_readers_no_empty_tables_while_it_starts_over(self) -> None:
        self.succeed(self.etl())
        self.server.sql("SELECT 1")
        with self.hold("etl.runs"):
            run = self.start(*self.ETL, "--rebuild")
            self.wait_until_blocked()
            reader = self.start("query", "SELECT COUNT(*) FROM songplays", "--format", "csv")
            waiting = ("SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' "
                       f"AND datname = '{self.database}'")
            self.wait_until(lambda: self.server.sql(waiting) == "2", "the reader to wait")
        self.succeed(self.finish(run))
        self.assertEqual(self.succeed(self.finish(reader)).stdout.splitlines()[1], "1")

    def test_leaves_tables_of_other_schemas_alone(self) -> None:
        self.sql("CREATE TABLE songs (precious INTEGER)", "CREATE TABLE matched_plays (precious INTEGER)",
                 "CREATE SCHEMA music")
        url = self.server.url_of(self.database, options="-csearch_path%3Dmusic,public")
        self.succeed(self.sparkify("create-tables", "--yes", url=url))
        self.succeed(self.etl(url=url))
        self.assertEqual(self.sql("SELECT COUNT(*) FROM information_schema.columns WHERE column_name = 'precious'"), "2")

    def test_does_not_take_the_ledger_of_another_schema_for_its_own(self) -> None:
        self.succeed(self.etl())
        self.sql("CREATE SCHEMA music")
        url = self.server.url_of(self.database, options="-csearch_path%3Dmusic")
        for command in (self.ETL, (*self.ETL, "--full-refresh"), ("create-tables", "--yes"), ("check",)):
            self.fail_with(self.sparkify(*command, url=url), 2,
                           "the ledger of this database belongs to the tables in the schema public")
        self.assertIn("Nothing is new", self.succeed(self.etl()).stdout)

    def test_is_interrupted_while_it_writes_the_ledger(self) -> None:
        self.succeed(self.etl())
        self.put_log("b.json", case.EVENTS[0] | {"sessionId": 2})
        with self.hold("etl.objects"):
            run = self.start(*self.ETL)
            self.wait_until_blocked()
            run.send_signal(signal.SIGINT)
            self.fail_with(self.finish(run), 130, "the run was interrupted")
        self.assertEqual(self.history(), [("1", "done"), ("2", "interrupted")])

    def test_says_that_something_depends_on_a_table(self) -> None:
        self.succeed(self.etl())
        self.sql("CREATE VIEW recent AS SELECT * FROM songplays")
        self.fail_with(self.sparkify("create-tables", "--yes"), 1, "something else depends on a table", "view recent")

    def test_says_what_the_user_may_not_do(self) -> None:
        self.server.sql("DROP ROLE IF EXISTS guest", f"CREATE ROLE guest LOGIN PASSWORD '{QUOTED_PASSWORD}'")
        guest = self.server.url_of(self.database, user="guest")
        self.fail_with(self.etl(url=guest), 5, "this user may not do that in the warehouse", "GRANT")
        doctor = ("doctor", "--log-data", "log_data", "--song-data", "song_data")
        self.fail_with(self.sparkify(*doctor, url=guest), 5, "guest may not create tables in public",
                       'nor create the ledger', 'GRANT CREATE ON SCHEMA public TO "guest"; CREATE SCHEMA etl')
        self.sql("GRANT CREATE ON SCHEMA public TO guest")
        self.fail_with(self.sparkify(*doctor, url=guest), 5, "guest may not create the ledger",
                       'CREATE SCHEMA etl AUTHORIZATION "guest"')
        self.sql("CREATE SCHEMA etl AUTHORIZATION guest")
        self.succeed(self.sparkify(*doctor, url=guest))
        self.succeed(self.etl(url=guest))

    def test_goes_into_the_schema_that_search_path_names(self) -> None:
        self.sql("CREATE SCHEMA music")
        url = self.server.url_of(self.database, options="-csearch_path%3Dmusic")
        self.succeed(self.etl(url=url))
        self.assertEqual(self.sql("SELECT COUNT(*) FROM music.songplays"), "1")
        self.succeed(self.sparkify("check", url=url))

    def test_refuses_rows_that_the_keys_do_not_allow(self) -> None:
        self.succeed(self.etl())
        for statement in ("INSERT INTO users SELECT * FROM users", "UPDATE songplays SET user_id = 99",
                          "DELETE FROM artists"):
            with self.assertRaises(RuntimeError, msg=statement):
                self.sql(statement)

    def test_names_a_check_that_is_broken(self) -> None:
        model = self.folder / "model"
        self.copy_model(model)
        (model / "checks" / "broken.sql").write_text("-- title: broken\n-- severity: error\nSELECT nothing FROM users;\n")
        self.fail_with(self.etl("--model", str(model)), 2, "a check cannot be run", "checks/broken.sql",
                       'column "nothing" does not exist')
        self.assertEqual(self.history(), [("1", "failed")])

    def copy_model(self, target) -> None:
        shutil.copytree(pathlib.Path(__file__).resolve().parents[2] / "sql", target)


class LostConnections(case.PostgresCase):
    def setUp(self) -> None:
        super().setUp()
        self.put_data()
        self.succeed(self.etl())
        self.put_log("b.json", case.EVENTS[0] | {"sessionId": 2})

    def url_through(self, **cut) -> str:
        self.proxy = self.enterContext(cutting_proxy.CuttingProxy(self.server.port, **cut))
        return self.url.replace(f":{self.server.port}/", f":{self.proxy.port}/")

    def expect_nothing_changed(self) -> None:
        self.assertTrue(self.proxy.has_cut.is_set())
        self.assertEqual(self.history(), [("1", "done"), ("2", "failed")])
        self.assertEqual(self.rows("SELECT COUNT(*) FROM staging_events"), [["2"]])
        self.assertIn("Run 3 done", self.succeed(self.etl()).stdout)
        self.assertEqual(self.rows("SELECT COUNT(*) FROM songplays"), [["2"]])

    def test_before_the_copy(self) -> None:
        self.fail_with(self.etl(url=self.url_through(before=b"COPY \"staging_events\"")), 5,
                       "the connection to the warehouse was lost")
        self.expect_nothing_changed()

    def test_in_the_middle_of_the_copy(self) -> None:
        self.put_log("c.json", *(case.EVENTS[0] | {"sessionId": 3, "itemInSession": item} for item in range(20_000)))
        self.fail_with(self.etl(url=self.url_through(copied=1_000_000)), 5, "the connection to the warehouse was lost")
        (self.folder / "log_data" / "c.json").unlink()
        self.expect_nothing_changed()

    def test_in_a_transform(self) -> None:
        self.fail_with(self.etl(url=self.url_through(before=b"MERGE INTO users")), 5,
                       "the connection to the warehouse was lost")
        self.expect_nothing_changed()

    def test_before_the_commit_reached_the_server(self) -> None:
        self.fail_with(self.etl(url=self.url_through(before=b"COMMIT")), 5,
                       "the connection was lost while the run was being committed",
                       "the ledger does not know run 2: nothing was changed")
        self.expect_nothing_changed()

    def test_after_the_commit_reached_the_server(self) -> None:
        outcome = self.succeed(self.etl(url=self.url_through(after=b"COMMIT")))
        self.assertTrue(self.proxy.has_cut.is_set())
        self.assertIn("Run 2 done", outcome.stdout)
        self.assertEqual(self.history(), [("1", "done"), ("2", "done")])
        self.assertEqual(self.rows("SELECT COUNT(*) FROM songplays"), [["2"]])

    def test_after_the_commit_when_the_ledger_can_be_asked_only_later(self) -> None:
        outcome = self.succeed(self.etl(url=self.url_through(after=b"COMMIT", for_seconds=1)))
        self.assertIn("Run 2 done", outcome.stdout)
        self.assertEqual(self.history(), [("1", "done"), ("2", "done")])

    def test_after_the_commit_when_the_ledger_cannot_be_asked(self) -> None:
        self.fail_with(self.etl(url=self.url_through(after=b"COMMIT", for_seconds=60)), 5,
                       "nobody knows whether run 2 was committed", "sparkify history")
        self.assertEqual(self.history(), [("1", "done"), ("2", "done")])
        self.assertIn("Nothing is new", self.succeed(self.etl()).stdout)

    def test_at_the_commit_of_create_tables(self) -> None:
        self.succeed(self.sparkify("create-tables", "--yes", url=self.url_through(after=b"COMMIT")))
        self.assertTrue(self.proxy.has_cut.is_set())
        self.assertEqual(self.rows("SELECT COUNT(*) FROM songplays"), [["0"]])

    def test_when_the_session_is_terminated(self) -> None:
        with self.hold("staging_events"):
            run = self.start(*self.ETL)
            self.server.sql(f"SELECT pg_terminate_backend({self.wait_until_blocked()})")
            self.fail_with(self.finish(run), 5, "the server ended the connection", "administrator command")
        self.assertEqual(self.history(), [("1", "done"), ("2", "failed")])
        self.succeed(self.etl())

    def test_when_the_server_is_restarted(self) -> None:
        server = self.enterContext(postgres_server.PostgresServer())
        self.server, self.database, self.url = server, "postgres", server.url_of("postgres")
        self.succeed(self.etl())
        self.put_log("c.json", case.EVENTS[0] | {"sessionId": 3})
        with self.hold("staging_events"):
            run = self.start(*self.ETL)
            self.wait_until_blocked()
            server.stop()
            self.fail_with(self.finish(run), 5, "the server ended the connection",
                           "the failed run could not be recorded")
        server.start()
        self.assertIn("Run 2 done", self.succeed(self.etl()).stdout)
        self.assertEqual(self.rows("SELECT COUNT(*) FROM songplays"), [["3"]])


class Commands(case.PostgresCase):
    """What users see is what they see of DuckDB."""

    def setUp(self) -> None:
        super().setUp()
        self.put_data()
        self.put_log("bad.json", {"ts": "never"}, case.EVENTS[0] | {"sessionId": "x"})
        self.duckdb = "duckdb:" + str(self.folder / "same.duckdb")

    def both(self, *arguments: str) -> list:
        """The JSON of a command on both warehouses."""
        answers = [self.succeed(self.sparkify(*arguments, "-o", "json", url=url)).stdout for url in
                   (self.url, self.duckdb)]
        return [json.loads(answer) for answer in answers]

    def expect_the_same(self, *arguments: str) -> None:
        postgres, duckdb = self.both(*arguments)
        self.assertEqual(postgres, duckdb, arguments)

    def test_examine_no_longer_than_a_user_wants(self) -> None:
        self.succeed(self.etl("--max-errors", "2"))
        lock = "LOCK TABLE songplays IN ACCESS EXCLUSIVE MODE"
        with postgres_server.Holder(self.server, self.database, lock):
            doctor = self.start("doctor", "--log-data", "log_data", "--song-data", "song_data")
            self.wait_until_blocked()
            doctor.send_signal(signal.SIGINT)
            outcome = self.fail_with(self.finish(doctor, timeout=5), 130, "the examination was interrupted")
        self.assertIn("run lock", outcome.stdout)

    def test_show_the_same(self) -> None:
        for url in (self.url, self.duckdb):
            self.succeed(self.etl("--max-errors", "2", url=url))
        for arguments in (["analytics"], ["check"], ["rejects", "list"], ["rejects", "show", "1"],
                          ["query", "SELECT * FROM songplays"], ["query", "SELECT * FROM staging_events"],
                          ["query", "SELECT 1.5 AS a, NULL AS b, true AS c, 'x' AS d, SUM(user_id) AS e FROM users"]):
            with self.subTest(arguments):
                self.expect_the_same(*arguments)

    def test_follow_each_other_at_once(self) -> None:
        script = " && ".join(f"{case.setting.program} --warehouse '{self.url}' {command}" for command in
                             ["create-tables --yes", " ".join(self.ETL) + " --max-errors 2"] * 5)
        self.assertEqual(os.system(f"cd {self.folder} && ({script}) > /dev/null"), 0)

    def test_ask_before_tables_are_dropped(self) -> None:
        self.succeed(self.etl("--max-errors", "2"))
        self.fail_with(self.sparkify("create-tables"), 2, "the tables hold rows", "--yes")
        self.succeed(self.sparkify("create-tables", "--yes"))
        self.assertEqual(self.rows("SELECT COUNT(*) FROM songplays"), [["0"]])

    def test_declare_keys_when_there_are_rows(self) -> None:
        keys = "SELECT COUNT(*) FROM pg_constraint WHERE contype IN ('p', 'f') AND connamespace = 'public'::regnamespace"
        self.succeed(self.sparkify("create-tables", "--yes"))
        self.assertEqual(self.sql(keys), "0")
        self.succeed(self.etl("--max-errors", "2"))
        self.assertEqual(self.sql(keys), "10")
        self.succeed(self.etl("--rebuild"))
        self.assertEqual(self.sql(keys), "10")

    def test_only_look_when_they_query(self) -> None:
        self.succeed(self.etl("--max-errors", "2"))
        for statement in ("DELETE FROM songplays", "DROP TABLE users", "CREATE TABLE x (y INTEGER)"):
            self.fail_with(self.sparkify("query", statement), 1, "takes no changes here", "`query` only reads")
        self.fail_with(self.sparkify("query", "COPY users TO STDOUT"), 1, "COPY cannot be a statement here")
        self.fail_with(self.sparkify("query", "SELECT 1; SELECT 2"), 1, "multiple commands")
        self.fail_with(self.sparkify("query", "SELECT $1"), 1, "the warehouse refused a statement")

    def test_say_what_is_wrong_with_a_statement(self) -> None:
        self.fail_with(self.sparkify("query", "SELEC 1"), 1, "the warehouse refused a statement",
                       'syntax error at or near "SELEC"')

    def test_say_where_the_names_of_the_tables_are(self) -> None:
        self.fail_with(self.sparkify("query", "SELECT 1 FROM plays"), 1, 'relation "plays" does not exist',
                       "SELECT schemaname, tablename FROM pg_tables")

    def test_stop_a_query_that_takes_long(self) -> None:
        query = self.start("query", "SELECT COUNT(*) FROM generate_series(1, 1000000000)")
        self.wait_until(lambda: self.server.sql(
            f"SELECT COUNT(*) FROM pg_stat_activity WHERE datname = '{self.database}' AND state = 'active'") != "0",
            "the query")
        query.send_signal(signal.SIGTERM)
        self.assertNotEqual(self.finish(query).code, 0)
        self.wait_until(lambda: self.server.sql(
            f"SELECT COUNT(*) FROM pg_stat_activity WHERE datname = '{self.database}'") == "0",
            "the server to stop working for nobody", timeout=10)

    def test_stop_reading_when_nobody_listens(self) -> None:
        self.succeed(self.etl("--max-errors", "2"))
        script = (f"{case.setting.program} --warehouse '{self.url.replace(chr(39), '%27')}' query --format csv "
                  "'SELECT * FROM generate_series(1, 100000)' | sed -n 1,2p")
        self.assertEqual(os.popen(f"cd {self.folder} && {script}").read(), "generate_series\n1\n")


QUOTED_PASSWORD = postgres_server.PASSWORD.replace("'", "''")
