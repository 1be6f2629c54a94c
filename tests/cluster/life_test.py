"""A cluster is created, watched, paused, resumed and deleted, in every order, and nothing of it is left."""

from __future__ import annotations

import itertools
import json
import os
import threading
import unittest

import case
from case import NAME, PASSWORD, ROLE, ROLE_TAGS, TAGS, ClusterCase
from cloud import ADDRESS, CALLER, Fault, lose

thorough = unittest.skipUnless("SPARKIFY_THOROUGH" in os.environ, "takes minutes (SPARKIFY_THOROUGH)")

CREATE = ("create", "--yes")
DELETE = ("delete", "--yes")

LEFT_OF_CREATE = {"buckets": ["ours"], "roles": [ROLE], "groups": ["sg-00000001"], "clusters": [NAME],
                  "secrets": [f"arn:aws:secretsmanager:us-east-1:123456789012:secret:redshift!{NAME}-awsuser-AbCdEf"]}


class Life(ClusterCase):
    def test_goes_round(self):
        self.assertEqual(self.status()["state"], "absent")
        self.create()
        self.assertEqual(self.cloud.left(), LEFT_OF_CREATE)
        self.assertEqual(self.status()["state"], "available")
        self.succeed(self.cluster("pause"))
        self.assertEqual(self.status()["state"], "paused")
        self.succeed(self.cluster("resume"))
        self.assertEqual(self.status()["state"], "available")
        self.delete()
        self.assertEqual(self.cloud.left(), {})
        self.assertEqual(self.status()["state"], "absent")

    def test_of_a_serverless_one_goes_round(self):
        self.configure("DWH_CLUSTER_IDENTIFIER=dwhCluster\nDWH_CLUSTER_TYPE=serverless\n")
        self.create()
        self.assertEqual(self.cloud.left(), {
            "buckets": ["ours"], "roles": [ROLE], "groups": ["sg-00000001"], "namespaces": [NAME], "workgroups": [NAME],
            "secrets": LEFT_OF_CREATE["secrets"]})
        status = self.status()
        self.assertEqual((status["state"], status["kind"], status["rpus"]), ("available", "serverless", 8))
        self.fail_with(self.cluster("pause"), 1, "cannot be paused", "it costs nothing while nobody asks")
        self.create()
        self.delete()
        self.assertEqual(self.cloud.left(), {})

    def test_of_a_serverless_one_may_be_asked_for_by_a_flag(self):
        self.create("--serverless", "--rpus", "16")
        self.assertEqual(self.cloud.serverless.workgroups[NAME]["capacity"], 16)
        # Neither status nor delete need the flag again.
        self.assertEqual(self.status()["kind"], "serverless")
        self.delete()
        self.assertEqual(self.cloud.left(), {})

    def test_repeated_changes_nothing(self):
        self.create()
        before = len(self.cloud.changes)
        self.create()
        # The policy is written again, since dwh.cfg may name other places by now.
        self.assertEqual(self.changes()[before:], ["PutRolePolicy"])
        self.succeed(self.cluster("pause"))
        before = len(self.cloud.changes)
        outcome = self.succeed(self.cluster("pause"))
        self.assertIn("paused already", outcome.stdout)
        self.assertEqual(self.changes()[before:], [])

    def test_that_is_over_needs_no_word(self):
        outcome = self.delete()
        self.assertIn(f"There is nothing of the cluster {NAME}", outcome.stdout)
        self.assertEqual(self.changes(), [])

    def test_can_end_while_paused_whatever_aws_thinks_of_it(self):
        for may in (True, False):
            with self.subTest(may):
                self.renew_cloud()
                self.create()
                self.succeed(self.cluster("pause"))
                self.cloud.redshift.paused_can_be_deleted = may
                self.delete()
                self.assertEqual(self.cloud.left(), {})

    def test_ends_with_a_snapshot_if_one_is_wanted(self):
        self.create()
        self.delete("--final-snapshot", "the-last-one")
        self.assertEqual(self.cloud.redshift.snapshots, ["the-last-one"])
        self.assertEqual(self.cloud.left(), {})
        self.create("--serverless")
        self.delete("--final-snapshot", "the-very-last")
        self.assertEqual(self.cloud.serverless.snapshots, ["the-very-last"])
        self.assertEqual(self.cloud.left(), {})

    def test_needs_no_word_of_servers_that_say_less(self):
        self.cloud.redshift.says_everything = False
        self.create()
        self.assertEqual(self.status()["state"], "available")

    def test_is_told_as_json(self):
        created = json.loads(self.create("--output", "json").stdout)
        now = self.status()
        for figures in (created, now):  # that grow
            figures["age_seconds"] = figures["dollars_so_far"] = None
        self.assertEqual(created, now)
        self.assertEqual(created["endpoint"], {"host": f"{NAME}.abc123.us-east-1.redshift.amazonaws.com", "port": 5439})
        self.assertEqual(json.loads(self.succeed(self.cluster("pause", "--output", "json")).stdout),
                         {"cluster": NAME, "state": "paused", "changed": True})
        gone = json.loads(self.delete("--output", "json").stdout)
        self.assertEqual(gone["deleted"], [f"the cluster {NAME}", f"the security group sparkify-{NAME} (sg-00000001)",
                                           "the bucket ours", f"the role {ROLE}"])
        self.assertEqual(gone["left"], [])
        self.assertEqual(json.loads(self.delete("--output", "json").stdout)["deleted"], [])


class LifeInAnyOrder(case.AnyOrderCase):
    slowness = 0

    def live(self, *commands: str) -> None:
        self.renew_cloud()
        super().live(*commands)


class ServerlessLifeInAnyOrder(ClusterCase):
    """It can be neither paused nor resumed, and says so."""

    slowness = 0

    def test_ends_with_nothing_left(self):
        self.configure("DWH_CLUSTER_IDENTIFIER=dwhCluster\nDWH_CLUSTER_TYPE=serverless\n")
        for commands in itertools.product(("create", "pause", "resume", "delete"), repeat=2):
            with self.subTest(commands):
                self.renew_cloud()
                for command in commands:
                    outcome = self.cluster(command, *(["--yes"] if command in ("create", "delete") else []))
                    self.assertEqual(outcome.code == 0, command in ("create", "delete"), f"{command}: {outcome.stderr}")
                self.delete()
                self.assertEqual(self.cloud.left(), {})


class SlowLife(ClusterCase):
    """Killed while the cluster is on its way."""

    slowness = 2

    def kill_when(self, command: str, operation: str) -> None:
        process = self.start("cluster", command, *(["--yes"] if command in ("create", "delete") else []))
        self.wait_until(lambda: operation in self.changes(), operation)
        process.kill()
        self.finish(process)

    def test_is_watched_and_ends_with_the_connection(self):
        outcome = self.create()
        waits = [line for line in outcome.stderr.splitlines() if line.startswith("waiting for ")]
        self.assertIn(f"waiting for the cluster {NAME}: creating", waits)
        self.assertIn(f"waiting for the cluster {NAME}: available, attaching the role", waits)
        for row in (f"host +{NAME}.abc123.us-east-1.redshift.amazonaws.com", "port +5439", "database +dev",
                    "administrator +awsuser", "password +in AWS Secrets Manager, where `sparkify` finds it",
                    f"role +arn:aws:iam::123456789012:role/{ROLE}"):
            self.assertRegex(outcome.stdout, f"(?m)^  {row}$")

    def test_goes_on_from_creating(self):
        self.kill_when("create", "CreateCluster")
        self.assertEqual(self.status()["state"], "creating")
        self.create()
        self.delete()
        self.assertEqual(self.cloud.left(), {})

    def test_that_somebody_else_turns_back_ends_the_wait(self):
        for command, other in (("pause", "available"), ("resume", "paused")):
            with self.subTest(command):
                self.renew_cloud()
                self.create()
                if command == "resume":
                    self.succeed(self.cluster("pause"))
                made = self.cloud.redshift.clusters[NAME]

                def turn_back() -> None:
                    if made["stages"].at_rest:
                        made["status"] = other

                self.cloud.faults = [Fault("DescribeClusters", turn_back)]
                self.fail_with(self.cluster(command), 1, f"the cluster {NAME} is {other} again")

    def on_its_way(self, command: str) -> None:
        self.renew_cloud()
        self.create()
        if command == "resume":
            self.succeed(self.cluster("pause"))
        self.kill_when(command, {"pause": "PauseCluster", "resume": "ResumeCluster"}[command])

    def test_goes_on_from_pausing(self):
        for command, state in (("pause", "paused"), ("resume", "available"), ("delete", "absent")):
            with self.subTest(command):
                self.on_its_way("pause")
                self.succeed(self.cluster(command, *(["--yes"] if command == "delete" else [])))
                self.assertEqual(self.status()["state"], state)
        self.on_its_way("pause")
        self.fail_with(self.cluster("create", "--yes"), 1, "is there already, and is pausing", "`sparkify cluster resume`")

    def test_goes_on_from_resuming(self):
        for command, state in (("create", "available"), ("pause", "paused"), ("resume", "available"), ("delete", "absent")):
            with self.subTest(command):
                self.on_its_way("resume")
                self.succeed(self.cluster(command, *(["--yes"] if command in ("create", "delete") else [])))
                self.assertEqual(self.status()["state"], state)

    def test_is_not_connected_to_before_it_can_be(self):
        self.create()
        made = self.cloud.redshift.clusters[NAME]
        for status, advice in (("creating", "wait for it: `sparkify cluster create` does"),
                               ("paused", "bring it up: `sparkify cluster resume`"),
                               ("deleting", "make it anew once it is gone: `sparkify cluster create`"),
                               ("hardware-failure", "look at it: `sparkify cluster status`")):
            with self.subTest(status):
                made["stages"].begin({"status": status}, slowness=1)
                self.fail_with(self.sparkify("query", "SELECT 1"), 5, f"the cluster {NAME} cannot be used now", status, advice)

    def test_ends_from_creating(self):
        self.kill_when("create", "CreateCluster")
        self.delete()
        self.assertEqual(self.cloud.left(), {})

    def test_ends_from_deleting(self):
        self.create()
        self.kill_when("delete", "DeleteCluster")
        self.delete()
        self.assertEqual(self.cloud.left(), {})


class Created(ClusterCase):
    def test_is_what_dwh_cfg_describes(self):
        self.configure("DWH_CLUSTER_IDENTIFIER=dwhCluster\nDWH_CLUSTER_TYPE=multi-node\nDWH_NUM_NODES=4\n"
                       "DWH_NODE_TYPE=ra3.xlplus\nDWH_DB=sparkify\nDWH_DB_USER=dwhuser\nDWH_PORT=5440\n"
                       "DWH_IAM_ROLE_NAME=dwhRole\n")
        self.create()
        made = self.cloud.redshift.clusters[NAME]
        self.assertEqual(
            (made["type"], made["nodes"], made["database"], made["user"], made["port"], made["public"], made["tags"]),
            ("ra3.xlplus", 4, "sparkify", "dwhuser", 5440, True, {"sparkify:cluster": NAME}))
        self.assertEqual(made["roles"], ["arn:aws:iam::123456789012:role/dwhRole"])
        self.assertEqual(made["default_role"], made["roles"][0])

    def test_lets_in_who_asks_and_nobody_else(self):
        self.create()
        rules = self.cloud.ec2.groups["sg-00000001"]["rules"]
        self.assertEqual([(rule["IpProtocol"], rule["FromPort"], rule["ToPort"]) for rule in rules], [("tcp", 5439, 5439)])
        self.assertEqual([entry["CidrIp"] for rule in rules for entry in rule["IpRanges"]], [f"{ADDRESS}/32"])
        self.assertEqual(self.cloud.ec2.groups["sg-00000001"]["tags"], TAGS)

    def test_lets_in_whom_one_names(self):
        self.create("--allow-cidr", "198.51.100.7", "--allow-cidr", "2001:db8::1/48")
        rules = self.cloud.ec2.groups["sg-00000001"]["rules"]
        self.assertEqual([entry["CidrIp"] for rule in rules for entry in rule.get("IpRanges", [])], ["198.51.100.7/32"])
        self.assertEqual([entry["CidrIpv6"] for rule in rules for entry in rule.get("Ipv6Ranges", [])], ["2001:db8::/48"])

    def test_lets_in_the_world_only_if_one_insists(self):
        outcome = self.cluster("create", "--yes", "--allow-cidr", "0.0.0.0/0")
        self.fail_with(outcome, 2, "whole world", "--i-know-this-is-open")
        self.assertEqual(self.cloud.calls, [])
        self.create("--allow-cidr", "0.0.0.0/0", "--i-know-this-is-open")

    def test_reads_no_more_of_s3_than_it_needs(self):
        self.create()
        role = self.cloud.iam.roles[ROLE]
        self.assertEqual(role["tags"], ROLE_TAGS)
        self.assertEqual(role["trust"]["Statement"][0]["Principal"]["Service"],
                         ["redshift.amazonaws.com", "redshift-serverless.amazonaws.com"])
        [policy] = role["policies"].values()
        read, *lists = policy["Statement"]
        self.assertEqual(read["Action"], "s3:GetObject")
        self.assertEqual(sorted(read["Resource"]), [
            "arn:aws:s3:::ours/staging/*", "arn:aws:s3:::udacity-dend/log_data*", "arn:aws:s3:::udacity-dend/song_data*"])
        self.assertEqual({entry["Action"] for entry in lists}, {"s3:ListBucket"})

    def test_has_a_password_that_nobody_knows_unless_dwh_cfg_has_one(self):
        self.create()
        self.assertIsNone(self.cloud.redshift.clusters[NAME]["password"])
        self.delete()
        self.configure(f"DWH_CLUSTER_IDENTIFIER=dwhCluster\nDWH_DB_PASSWORD={PASSWORD}\n")
        for arguments in ([], ["--serverless"]):
            outcome = self.create("--log-level", "debug", *arguments)
            self.assertNotIn(PASSWORD, outcome.stderr)
            self.assertEqual(self.cloud.left().get("secrets"), None)
            made = (self.cloud.redshift.clusters | self.cloud.serverless.namespaces)[NAME]
            self.assertEqual(made["password"], PASSWORD)
            self.delete()

    def test_shows_first_what_it_makes_where_and_for_how_much(self):
        outcome = self.create()
        for word in ("account 123456789012", "us-east-1", CALLER, f"{ADDRESS}/32", "5439", "ra3.large", "$0.54", "2026"):
            self.assertIn(word, outcome.stderr)
        self.assertIn(f"{NAME}.abc123.us-east-1.redshift.amazonaws.com", outcome.stdout)

    def test_is_not_asked_for_again(self):
        self.create()
        self.assertIn("all of this is there", self.succeed(self.cluster("create")).stderr)

    def test_is_asked_for_whatever_is_new(self):
        self.create()
        before = len(self.cloud.changes)
        outcome = self.cluster("create", "--allow-cidr", "198.51.100.7")
        self.fail_with(outcome, 2, "is there, and lets 198.51.100.7/32 in now, too, at port 5439", "--yes")
        self.cloud.s3.buckets.clear()
        self.fail_with(self.cluster("create"), 2, "--yes")
        self.assertEqual(self.changes()[before:], [])

    def test_is_asked_for_if_only_a_namespace_is_there(self):
        self.create("--serverless")
        self.cloud.serverless.workgroups.clear()
        self.fail_with(self.cluster("create", "--serverless", "--rpus", "1024"), 2, "$384.00", "--yes")
        self.assertEqual(self.cloud.serverless.workgroups, {})

    def test_is_told_without_progress_if_one_wants(self):
        self.assertNotIn("creating", self.create("--progress", "none").stderr)

    def test_is_nothing_if_nobody_can_be_asked(self):
        self.fail_with(self.cluster("create"), 2, "--yes")
        self.assertEqual(self.changes(), [])
        self.create()
        before = len(self.cloud.changes)
        self.fail_with(self.cluster("delete"), 2, "--yes")
        self.assertEqual(self.changes()[before:], [])


class AnInterruptedCommand(ClusterCase):
    """Killed at each call, before AWS has done it, and after if that changes something: what follows goes on where it was, and
    nothing is left at the end."""

    lag = 1
    slowness = 0

    def setUp(self) -> None:
        super().setUp()
        self.begun = threading.Event()  # the victim, whose calls are met in another thread

    def kill_at_each_change(self, arguments: tuple[str, ...], prepare, then) -> None:
        for early in (True, False):
            self.kill_at_each("a change", early, arguments, prepare, then)

    def kill_at_each_look(self, arguments: tuple[str, ...], prepare, then) -> None:
        self.kill_at_each("a look", True, arguments, prepare, then)

    def kill_at_each(self, calls: str, early: bool, arguments: tuple[str, ...], prepare, then) -> None:
        for place in range(self.number_of(calls, arguments, prepare, early)):
            with self.subTest(calls, place=place, early=early):
                self.renew_cloud()
                prepare()
                self.kill(arguments, Fault(calls, self.die, before=early, skip=place))
                then()
                self.delete()
                self.assertEqual(self.cloud.left(), {})

    def number_of(self, calls: str, arguments: tuple[str, ...], prepare, with_refused: bool) -> int:
        self.renew_cloud()
        prepare()
        before = len(self.cloud.calls)
        self.succeed(self.cluster(*arguments))
        number = sum(calls in call.names and (call.done or with_refused) for call in self.cloud.calls[before:])
        self.assertGreater(number, 3)
        return number

    def kill(self, arguments: tuple[str, ...], fault: Fault) -> None:
        self.cloud.faults = [fault]
        self.begun.clear()
        self.victim = self.start("cluster", *arguments)
        self.begun.set()
        outcome = self.finish(self.victim)
        self.assertEqual(outcome.code, -9, outcome.stderr)
        self.cloud.faults = []

    def die(self) -> None:
        self.begun.wait()
        self.victim.kill()
        self.victim.wait()
        lose()

    def comes_up(self) -> None:
        self.create()
        self.assertTrue(self.status()["usable"])

    def configure_serverless(self) -> None:
        self.configure("DWH_CLUSTER_IDENTIFIER=dwhCluster\nDWH_CLUSTER_TYPE=serverless\n")

    def test_create_goes_on(self):
        self.kill_at_each_change(CREATE, lambda: None, self.comes_up)

    def test_create_goes_on_after_a_look(self):
        self.kill_at_each_look(CREATE, lambda: None, self.comes_up)

    def test_serverless_create_goes_on(self):
        self.configure_serverless()
        self.kill_at_each_change(CREATE, lambda: None, self.comes_up)

    def test_serverless_create_goes_on_after_a_look(self):
        self.configure_serverless()
        self.kill_at_each_look(CREATE, lambda: None, self.comes_up)

    def test_delete_goes_on(self):
        self.kill_at_each_change(DELETE, self.comes_up, lambda: None)

    @thorough
    def test_delete_goes_on_after_a_look(self):
        self.kill_at_each_look(DELETE, self.comes_up, lambda: None)

    def test_serverless_delete_goes_on(self):
        self.configure_serverless()
        self.kill_at_each_change(DELETE, self.comes_up, lambda: None)

    @thorough
    def test_serverless_delete_goes_on_after_a_look(self):
        self.configure_serverless()
        self.kill_at_each_look(DELETE, self.comes_up, lambda: None)

    def test_create_can_be_followed_by_delete(self):
        self.kill_at_each_change(CREATE, lambda: None, lambda: None)

    @thorough
    def test_create_can_be_followed_by_delete_after_a_look(self):
        self.kill_at_each_look(CREATE, lambda: None, lambda: None)

    def test_serverless_create_can_be_followed_by_delete(self):
        self.configure_serverless()
        self.kill_at_each_change(CREATE, lambda: None, lambda: None)

    @thorough
    def test_serverless_create_can_be_followed_by_delete_after_a_look(self):
        self.configure_serverless()
        self.kill_at_each_look(CREATE, lambda: None, lambda: None)


if __name__ == "__main__":
    unittest.main()
