"""Runs on Redshift, and what may come between: other runs, readers, conflicts, lost connections, and what S3 and the cluster's
role do not allow."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
import unittest

import case
import postgres_server
import redshift_server
import s3_server
from case import EVENTS, RedshiftCase

FAULT = redshift_server.StatementFault


class RunCase(RedshiftCase):
    """After one run, with something new for the next."""

    way = ()  # of loading: what else etl is told

    def etl(self, *arguments: str, **environment: str) -> case.Outcome:
        return super().etl(*self.way, *arguments, **environment)

    def start_etl(self, *arguments: str):
        return self.start("etl", "--progress", "none", *self.way, *arguments)

    def setUp(self) -> None:
        super().setUp()
        self.put_data()
        self.succeed(self.etl())
        self.put_log("b.json", EVENTS[0] | {"sessionId": 2})

    def befall(self, text: str, **fault) -> None:
        self.cluster.statement_faults.append(FAULT(text, **fault))

    def hold(self, table: str) -> postgres_server.Holder:
        return postgres_server.Holder(case.setting.postgres, self.database, f"LOCK TABLE {table} IN SHARE MODE")

    def wait_until_blocked(self) -> None:
        query = ("SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' "
                 f"AND datname = '{self.database}' AND application_name LIKE 'sparkify%'")
        self.wait_until(lambda: case.setting.postgres.sql(query) != "0", "the run to wait for a lock")

    def expect_nothing_changed(self) -> None:
        self.assertEqual(self.history(), [("1", "done"), ("2", "failed")])
        self.assertEqual(self.rows("SELECT COUNT(*) FROM staging_events"), [["2"]])
        self.assertEqual(self.left_in_staging(), [])
        self.assertIn("Run 3 done", self.succeed(self.etl()).stdout)
        self.assertEqual(self.rows("SELECT COUNT(*) FROM songplays"), [["2"]])


class RunLock(RunCase):
    def test_keeps_another_run_away_and_says_who_runs(self):
        with self.hold("staging_events"):
            run = self.start_etl()
            self.wait_until_blocked()
            self.fail_with(self.etl(), 6, "another run holds the warehouse", f"process {run.pid} of", "since 20")
            self.fail_with(self.sparkify("create-tables", "--yes"), 6, "another run holds the warehouse")
            self.assertIn(f"held by sparkify: process {run.pid}", self.sparkify("doctor").stdout)
        self.succeed(self.finish(run))
        self.assertEqual(self.history(), [("1", "done"), ("2", "done")])

    def test_lets_readers_read_while_a_run_writes(self):
        with self.hold("staging_events"):
            run = self.start_etl("--full-refresh")
            self.wait_until_blocked()
            self.assertEqual(self.rows("SELECT COUNT(*) FROM songplays"), [["1"]])
            self.succeed(self.sparkify("check"))
        self.succeed(self.finish(run))
        self.assertEqual(self.rows("SELECT COUNT(*) FROM songplays"), [["2"]])

    def test_is_free_again_when_its_run_was_killed(self):
        with self.hold("staging_events"):
            run = self.start_etl()
            self.wait_until_blocked()
            run.kill()
            self.finish(run)
            self.assertNotEqual(self.sql("SELECT COUNT(*) FROM etl.run_lock"), "0")
        self.wait_until(lambda: self.etl().code == 0, "the lock of the dead run to go")
        self.assertEqual(self.rows("SELECT COUNT(*) FROM songplays"), [["2"]])
        self.assertEqual(self.left_in_staging(), [])

    def test_is_not_waited_for_if_a_transaction_keeps_its_table(self):
        with self.hold("etl.run_lock"):
            self.fail_with(self.etl(), 6, "a transaction keeps the table of run locks to itself", "SVV_TRANSACTIONS")
        self.succeed(self.etl())

    def test_of_a_session_that_cannot_be_seen_is_not_taken(self):
        server = case.setting.postgres
        server.sql("DROP ROLE IF EXISTS loader", f"CREATE ROLE loader LOGIN PASSWORD '{QUOTED_PASSWORD}'")
        self.sql("GRANT ALL ON SCHEMA public, etl TO loader", "GRANT ALL ON ALL TABLES IN SCHEMA public, etl TO loader",
                 "INSERT INTO etl.run_lock VALUES (1, '2020-01-01', 'somebody', 'sparkify: process 1')")
        self.configure(user="loader")
        self.fail_with(self.etl(), 6, "another user's run may hold the warehouse", "DELETE FROM etl.run_lock")
        self.configure()
        self.succeed(self.etl())

    def test_is_taken_by_one_of_many_that_come_at_once(self):
        runs = [self.start_etl() for _ in range(4)]
        codes = [self.finish(run).code for run in runs]
        self.assertEqual(set(codes) - {0, 6}, set())
        self.assertEqual(self.history().count(("2", "done")), 1)
        self.assertEqual(self.rows("SELECT COUNT(*) FROM staging_events"), [["3"]])


class Conflicts(RunCase):
    def test_make_the_whole_transaction_begin_again(self):
        for place, text in enumerate(('COPY "copied', "MERGE INTO users", "INSERT INTO songplays")):
            with self.subTest(text):
                self.put_log("b.json", EVENTS[0] | {"sessionId": 2, "ts": EVENTS[0]["ts"] + place})
                self.befall(text, times=2)
                outcome = self.succeed(self.etl())
                self.assertIn("another transaction got in between, so the run begins again (2 of 4)", outcome.stderr)
        self.assertEqual(self.rows("SELECT COUNT(*), COUNT(DISTINCT songplay_id) FROM songplays"), [["4", "4"]])

    def test_are_survived_when_the_connection_is_lost_with_the_rollback(self):
        self.befall("MERGE INTO users")
        self.befall("ROLLBACK", cut="before")
        outcome = self.succeed(self.etl())
        self.assertIn("another transaction got in between, so the run begins again (1 of 4)", outcome.stderr)
        self.assertEqual(self.rows("SELECT COUNT(*) FROM songplays"), [["2"]])

    def test_that_do_not_end_fail_the_run(self):
        self.befall("MERGE INTO users", times=5)
        self.fail_with(self.etl(), 1, "other transactions got in between 5 times", "1023", "run it again when nobody else")
        self.expect_nothing_changed()


class NewRole(RunCase):
    """IAM tells everybody of a role some time after it was made."""

    def test_is_awaited(self):
        self.cluster.faults.early = 2
        outcome = self.succeed(self.etl())
        self.assertEqual(outcome.stderr.count("Not authorized to get credentials of role"), 1)
        self.assertIn("so the run begins again for up to 60 s", outcome.stderr)
        self.assertEqual(self.history(), [("1", "done"), ("2", "done")])
        self.assertEqual(self.rows("SELECT COUNT(*) FROM songplays"), [["2"]])
        self.assertEqual(self.left_in_staging(), [])

    def test_is_awaited_by_doctor_which_says_so(self):
        self.cluster.faults.early = 1
        outcome = self.succeed(self.sparkify("doctor"))
        self.assertIn("cluster's role: the cluster may not take on the role; what was made a moment ago", outcome.stderr)
        self.assertEqual(self.cluster.faults.early, 0)

    def test_can_be_awaited_by_doctor_no_longer(self):
        self.cluster.faults.early = 1000
        doctor = self.start("doctor")
        self.wait_until(lambda: self.cluster.faults.early < 1000, "the trial to come too early")
        time.sleep(0.1)
        doctor.send_signal(signal.SIGINT)
        began = time.monotonic()
        outcome = self.fail_with(self.finish(doctor), 130, "the examination was interrupted", "nothing was changed")
        self.assertLess(time.monotonic() - began, 1.5)
        self.assertIn("can be written to", outcome.stdout)
        self.assertEqual(self.left_in_staging(), [])

    def test_can_be_waited_for_no_longer(self):
        self.cluster.faults.early = 1000
        run = self.start_etl()
        self.wait_until(lambda: self.cluster.faults.early < 1000, "the run to come too early")
        time.sleep(0.1)
        run.send_signal(signal.SIGINT)
        began = time.monotonic()
        self.fail_with(self.finish(run), 130, "the run was interrupted")
        self.assertLess(time.monotonic() - began, 1.5)
        self.cluster.faults.early = 0
        self.assertEqual(self.history(), [("1", "done"), ("2", "interrupted")])
        self.assertEqual(self.left_in_staging(), [])

    @unittest.skipUnless("SPARKIFY_THOROUGH" in os.environ, "takes minutes (SPARKIFY_THOROUGH)")
    def test_that_never_comes_fails_the_run(self):
        self.cluster.faults.early = 1000
        self.fail_with(self.etl(), 5, "the cluster may not take on the role", "trust redshift.amazonaws.com")
        self.fail_with(self.sparkify("doctor"), 5, "the cluster may not take on the role")
        self.cluster.faults.early = 0
        self.expect_nothing_changed()


class Doctor(RunCase):
    def test_ends_when_it_is_interrupted_while_the_cluster_does_not_answer(self):
        with postgres_server.Holder(case.setting.postgres, self.database, "LOCK TABLE etl.run_lock IN ACCESS EXCLUSIVE MODE"):
            doctor = self.start("doctor")
            self.wait_until_blocked()
            doctor.send_signal(signal.SIGINT)
            self.fail_with(self.finish(doctor, timeout=5), 130, "the examination was interrupted")

    def test_works_beside_another_one_of_the_same_user(self):
        copying, done = threading.Event(), threading.Event()
        self.cluster.faults.before_rows = lambda: (copying.set(), done.wait(30))
        first = self.start("doctor")
        self.assertTrue(copying.wait(30))
        self.cluster.faults.before_rows = None
        self.succeed(self.sparkify("doctor"))
        done.set()
        self.succeed(self.finish(first))


@unittest.skipUnless("SPARKIFY_THOROUGH" in os.environ, "behind COPY both ways are one (SPARKIFY_THOROUGH)")
class NewRoleOfCompactedLoads(NewRole):
    way = ("--compact", "always")


class TrialBeforeCompaction(RunCase):
    """What is compacted takes long to make, so that the cluster has to read a record before."""

    way = ("--compact", "always")
    half = "arn:aws:iam::123456789012:role/half"

    def put_what_nobody_can_read(self) -> None:
        self.s3.client().put_object(Bucket=s3_server.BUCKET, Key="log_data/c.json.gz", Body=b"\x1f\x8b not gzip")

    def test_says_that_the_role_may_not_read_staging_before_anything_is_read(self):
        self.put_what_nobody_can_read()
        self.fail_with(self.etl(), 1, "c.json.gz")
        self.cloud.roles[self.half] = (f"s3://{s3_server.BUCKET}/log_data/",)
        self.fail_with(self.etl("--iam-role", self.half), 5, "the cluster may not read the manifest", "[S3] STAGING")
        self.assertEqual(self.left_in_staging(), [])

    def test_is_made_once_for_all_tables(self):
        self.cluster.keeps_statements = True
        self.succeed(self.etl("--full-refresh"))
        copies = [line.split()[1] for line in self.cluster.statements if line.startswith("COPY")]
        self.assertEqual(copies, ['"copy_trial"', '"copied_staging_songs"', '"copied_staging_events"'])
        self.assertEqual(self.left_in_staging(), [])

    def test_is_not_made_where_the_cluster_reads_the_objects_itself(self):
        self.cluster.keeps_statements = True
        self.succeed(super().etl("--compact", "never"))
        self.assertFalse([line for line in self.cluster.statements if "copy_trial" in line])

    def test_is_left_out_for_who_may_have_one_session_only(self):
        case.setting.postgres.sql("DROP ROLE IF EXISTS guest",
                                  "CREATE ROLE guest LOGIN PASSWORD 'guest' CONNECTION LIMIT 1")
        self.sql("DROP SCHEMA public CASCADE", "DROP SCHEMA etl CASCADE", "CREATE SCHEMA public AUTHORIZATION guest",
                 f"GRANT CREATE, TEMPORARY ON DATABASE {self.database} TO guest")
        self.configure(user="guest", password="guest")
        outcome = self.succeed(self.etl("--log-level", "debug"))
        self.assertIn("whether COPY would work is not known: the server has no connection to spare", outcome.stderr)

    def test_ends_when_it_is_interrupted(self):
        asleep = threading.Event()
        self.befall('COPY "copy_trial"', then=lambda: (asleep.set(), time.sleep(1)))
        run = self.start_etl()
        self.assertTrue(asleep.wait(30))
        run.send_signal(signal.SIGINT)
        self.fail_with(self.finish(run), 130, "the run was interrupted")
        self.assertEqual(len(self.cluster.cancelled), 2, "the sessions of the run and of the trial")
        self.assertEqual(self.history(), [("1", "done"), ("2", "interrupted")])
        self.assertEqual(self.left_in_staging(), [])

    def test_that_fails_by_itself_does_not_end_the_run(self):
        for fault in ({"cut": "before"}, {"sqlstate": "57014", "message": "Query aborted by WLM", "detail": ""}, {"times": 2}):
            with self.subTest(fault):
                self.put_log("b.json", EVENTS[0] | {"sessionId": 2 + len(fault)})
                self.befall('COPY "copy_trial"', **fault)
                self.succeed(self.etl())
                self.cluster.statement_faults.clear()


class LostConnections(RunCase):
    def test_before_the_copy(self):
        self.befall('COPY "copied', cut="before")
        self.fail_with(self.etl(), 5, "the connection to the warehouse was lost")
        self.expect_nothing_changed()

    def test_in_the_middle_of_the_copy(self):
        self.cluster.faults.before_rows = lambda: (setattr(self.cluster.faults, "before_rows", None),
                                                   self.cluster.end_sessions())
        self.fail_with(self.etl(), 5, "the connection to the warehouse was lost")
        self.expect_nothing_changed()

    def test_in_a_transform(self):
        self.befall("MERGE INTO users", cut="before")
        self.fail_with(self.etl(), 5, "the connection to the warehouse was lost")
        self.expect_nothing_changed()

    def test_before_the_commit_reached_the_cluster(self):
        self.befall("COMMIT", cut="before", skip=1)  # the first is that of the lock
        self.fail_with(self.etl(), 5,
                       "the connection was lost while the run was being committed",
                       "the ledger does not know run 2: nothing was changed")
        self.expect_nothing_changed()

    def test_after_the_commit_reached_the_cluster(self):
        self.befall("COMMIT", cut="after", skip=1)
        outcome = self.succeed(self.etl())
        self.assertIn("Run 2 done", outcome.stdout)
        self.assertEqual(self.history(), [("1", "done"), ("2", "done")])
        self.assertEqual(self.rows("SELECT COUNT(*) FROM songplays"), [["2"]])

    def test_when_the_cluster_is_restarted(self):
        with self.hold("staging_events"):
            run = self.start_etl()
            self.wait_until_blocked()
            self.cluster.end_sessions()
            self.fail_with(self.finish(run), 5, "the connection to the warehouse was lost")
        self.expect_nothing_changed()

    def test_an_interruption_is_passed_on_to_the_cluster(self):
        with self.hold("staging_events"):
            run = self.start_etl()
            self.wait_until_blocked()
            begin = time.monotonic()
            run.send_signal(signal.SIGINT)
            self.fail_with(self.finish(run), 130, "the run was interrupted", "nothing was changed")
            self.assertLess(time.monotonic() - begin, 5)
        self.assertEqual(self.history(), [("1", "done"), ("2", "interrupted")])
        self.assertEqual(self.left_in_staging(), [])


    def test_to_a_cluster_that_does_not_come_back_leave_the_tables_as_they_were(self):
        def end() -> None:
            self.cluster.is_down = True
            self.cluster.end_sessions()

        self.befall("MERGE INTO users", then=end)
        outcome = self.fail_with(self.etl(), 5, "the connection to the warehouse was lost")
        self.assertIn("the failed run could not be recorded", outcome.stderr)
        self.cluster.is_down = False
        self.succeed(self.etl())
        self.assertEqual(self.history(), [("1", "done"), ("2", "done")])
        self.assertEqual(self.left_in_staging(), [])


class ConflictsOfCompactedLoads(Conflicts):
    way = ("--compact", "always")


@unittest.skipUnless("SPARKIFY_THOROUGH" in os.environ, "behind COPY both ways are one (SPARKIFY_THOROUGH)")
class LostConnectionsOfCompactedLoads(LostConnections):
    way = ("--compact", "always")


class WhatCopyCannotDo(RunCase):
    def test_begins_with_a_staging_that_can_be_written_to(self):
        self.fail_with(self.etl("--compact", "always", "--staging", "s3://no-such-bucket/staging"), 5, "no-such-bucket")
        self.expect_nothing_changed()

    def test_is_noticed_when_it_has_loaded_less_than_the_manifest(self):
        self.put_log("c.json", EVENTS[0] | {"sessionId": 3})
        self.cluster.faults.halves_manifest = True
        self.fail_with(self.etl("--compact", "never"), 1, "the cluster has not loaded what it was told to", "1 of 2 objects")
        self.s3.client().delete_object(Bucket=s3_server.BUCKET, Key="log_data/c.json")
        self.expect_nothing_changed()

    def test_names_the_role_that_may_not_read_the_data(self):
        self.cloud.roles["arn:aws:iam::123456789012:role/half"] = (f"s3://{s3_server.BUCKET}/staging/",)
        role = ("--iam-role", "arn:aws:iam::123456789012:role/half")
        self.fail_with(self.etl("--compact", "never", *role), 5, "the cluster may not read an object",
                       "role/half", "allow s3:GetObject and s3:ListBucket")
        self.succeed(self.etl("--compact", "always", *role))

    def test_names_the_role_that_may_not_read_the_manifest(self):
        self.cloud.roles["arn:aws:iam::123456789012:role/half"] = (f"s3://{s3_server.BUCKET}/log_data/",)
        self.fail_with(self.etl("--iam-role", "arn:aws:iam::123456789012:role/half"), 5,
                       "the cluster may not read the manifest", "[S3] STAGING")
        self.expect_nothing_changed()

    def test_names_the_role_that_is_not_attached(self):
        self.fail_with(self.etl("--iam-role", "arn:aws:iam::123456789012:role/unknown"), 5,
                       "the cluster may not take on the role", "attach the role to the cluster")
        self.expect_nothing_changed()

    def test_says_that_there_is_no_default_role(self):
        self.cloud.default_role = None
        self.fail_with(self.etl(), 2, "the cluster has no default role", "--iam-role")

    def test_says_that_a_bucket_is_in_another_region(self):
        self.cloud.regions[s3_server.BUCKET] = "eu-central-1"
        self.fail_with(self.etl("--compact", "never"), 5, "the bucket is in another region", "as [S3] STAGING")
        self.cloud.regions.clear()
        self.expect_nothing_changed()

    def test_asks_for_a_place_for_manifests(self):
        self.configure(staging="")
        self.fail_with(self.etl(), 2, "nothing says where manifests for COPY may be written", "[S3] STAGING")
        self.configure(staging="/tmp/manifests")
        self.fail_with(self.etl(), 2, "manifests for COPY can only be written to S3")

    def test_sees_that_an_object_changed_while_it_was_loaded(self):
        def change() -> None:
            self.cluster.faults.before_rows = None
            self.put_log("b.json", EVENTS[0] | {"sessionId": 3})

        self.cluster.faults.before_rows = change
        self.fail_with(self.etl("--compact", "never"), 1, "an object changed while it was being loaded", "log_data/b.json")
        self.expect_nothing_changed()

    def test_sees_that_an_object_went_before_it_was_loaded(self):
        self.befall("COPY", then=lambda: self.s3.client().delete_object(Bucket=s3_server.BUCKET, Key="log_data/b.json"))
        self.fail_with(self.etl("--compact", "never"), 1, "an object went before the cluster had read it")

    def test_leaves_objects_that_the_next_run_clears_away_if_it_is_killed(self):
        self.befall('COPY "copied', then=lambda: (self.run.kill(), self.run.wait()))
        self.run = self.start("etl", "--progress", "none", "--compact", "always")
        self.finish(self.run)
        self.assertNotEqual(self.left_in_staging(), [])
        self.wait_until(lambda: self.etl().code == 0, "the lock of the dead run to go")
        self.assertEqual(self.left_in_staging(), [])


class Tables(RunCase):
    def test_are_declared_with_keys_that_redshift_believes(self):
        keys = "SELECT COUNT(*) FROM pg_constraint WHERE conname ~ '_(pkey|fkey)$'"
        self.assertEqual(self.sql(keys), "10")
        self.succeed(self.etl("--rebuild"))
        self.assertEqual(self.sql(keys), "10")

    def test_are_laid_out_as_the_annotations_say(self):
        self.cluster.keeps_statements = True
        self.succeed(self.sparkify("create-tables", "--yes"))
        created = "\n".join(statement for statement in self.cluster.statements if statement.startswith("CREATE TABLE"))
        for layout in ("DISTKEY(user_id) SORTKEY(ts)", "DISTSTYLE ALL SORTKEY(song_id)", "DISTKEY(start_time)"):
            self.assertIn(layout, created)

    def test_are_never_truncated_or_dropped_in_a_run(self):
        self.cluster.keeps_statements = True
        self.succeed(self.etl("--full-refresh"))
        told = "\n".join(self.cluster.statements).upper()
        self.assertIn("DELETE FROM STAGING_EVENTS", told)
        self.assertNotIn("TRUNCATE", told)
        self.assertNotIn("DROP TABLE SONGPLAYS", told)
        self.assertEqual(self.rows("SELECT COUNT(*) FROM songplays"), [["2"]])

    def test_of_another_schema_need_a_database_of_their_own(self):
        self.sql("CREATE SCHEMA music")
        for command in (("etl",), ("create-tables", "--yes"), ("check",)):
            self.fail_with(self.sparkify(*command, PGOPTIONS="-csearch_path=music"), 2,
                           "the ledger of this database belongs to the tables in the schema public")

    def changed_model(self, file: str, old: str, new: str) -> str:
        model = self.folder / "model"
        shutil.copytree(case.TESTS.parent / "sql", model)
        text = (model / "schema" / file).read_text()
        self.assertIn(old, text)
        (model / "schema" / file).write_text(text.replace(old, new))
        return str(model)

    def test_are_made_anew_if_the_model_has_a_wider_column(self):
        model = self.changed_model("1_staging_events.sql", "VARCHAR(16)", "VARCHAR(64)")
        self.put_log("b.json", EVENTS[0] | {"sessionId": 2, "method": "x" * 40})
        self.fail_with(self.etl("--full-refresh"), 4, "1 record could not be loaded")
        self.succeed(self.etl("--full-refresh", "--model", model))
        self.assertEqual(self.rows("SELECT MAX(LENGTH(method)) FROM staging_events"), [["40"]])

    def test_are_made_anew_if_the_model_lays_them_out_differently(self):
        model = self.changed_model("5_users.sql", "SORTKEY(user_id)", "SORTKEY(level)")
        self.cluster.keeps_statements = True
        self.succeed(self.etl("--rebuild", "--model", model))
        self.assertTrue([told for told in self.cluster.statements if "CREATE TABLE users" in told and "SORTKEY(level)" in told])

    def test_are_made_anew_if_the_model_has_other_columns(self):
        model = self.changed_model("5_users.sql", "    , level  ", "    , nickname VARCHAR(8)\n    , level  ")
        self.succeed(self.etl("--rebuild", "--model", model))
        self.assertEqual(self.rows("SELECT nickname, level FROM users"), [["", "paid"]])


QUOTED_PASSWORD = postgres_server.PASSWORD.replace("'", "''")

del RedshiftCase
