"""What goes wrong when a cluster is made or removed: it is said clearly, in AWS's words too, what exists is named, and nothing
is left behind once it is deleted."""

from __future__ import annotations

import os
import signal
import unittest

from case import GOES_ON, NAME, ROLE, ClusterCase, FailureCase
from cloud import Fault, refuse
from ec2_state import VPC


class ACluster(FailureCase):
    def test_without_a_default_vpc_is_not_begun(self):
        self.cloud.ec2.default_vpc = None
        self.fail_to_create(1, "no default VPC", "us-east-1", "Create default VPC")
        self.assertEqual(self.changes(), [])

    def test_of_a_node_type_that_the_region_has_not_names_others(self):
        self.configure("DWH_CLUSTER_IDENTIFIER=dwhCluster\nDWH_NODE_TYPE=ra3.16xlarge\nDWH_NUM_NODES=2\n")
        self.fail_to_create(1, "Invalid node type: ra3.16xlarge", "DWH_NODE_TYPE", "ra3.large", "another region", GOES_ON)
        self.leave_nothing()

    def test_for_which_aws_lacks_machines_says_so(self):
        self.cloud.faults = [Fault("CreateCluster", refuse(
            "InsufficientClusterCapacity", "There is insufficient capacity in the requested Availability Zones."))]
        self.fail_to_create(1, "insufficient capacity", GOES_ON)
        self.leave_nothing()
        self.cloud.faults = [Fault("CreateWorkgroup", refuse(
            "InsufficientCapacityException", "There is an insufficient capacity to perform the action."))]
        self.fail_with(self.cluster("create", "--yes", "--serverless"), 1, "insufficient capacity", "create --serverless` goes on")
        self.leave_nothing()

    def test_that_aws_cannot_bring_up_says_so(self):
        for status in ("incompatible-network", "incompatible-parameters", "incompatible-hsm", "incompatible-restore",
                       "hardware-failure", "storage-full"):
            with self.subTest(status):
                self.renew_cloud()
                self.cloud.redshift.ends_as = status
                self.fail_to_create(1, f"AWS could not bring up the cluster {NAME}", status, "`sparkify cluster delete`")
                self.assertEqual(self.status()["state"], status)
                self.leave_nothing()

    def test_of_the_other_kind_is_not_made_beside_it(self):
        self.create()
        self.fail_with(self.cluster("create", "--yes", "--serverless"), 1, "is of another kind", "without --serverless")

    def test_that_somebody_else_deletes_is_waited_for(self):
        self.create()
        self.cloud.redshift.clusters[NAME]["status"] = "deleting"
        self.cloud.redshift.clusters[NAME]["stages"].begin(*[{"status": "deleting"}] * 3, slowness=1)
        self.fail_to_create(1, "is just being deleted", "`sparkify cluster delete` does")
        self.leave_nothing()

    def test_that_is_busy_is_deleted_as_soon_as_may_be(self):
        self.create()
        self.cloud.redshift.clusters[NAME]["stages"].begin(*[{"status": "modifying"}] * 3, slowness=1)
        self.leave_nothing()

    def test_whose_group_is_in_use_is_deleted_as_soon_as_may_be(self):
        self.create()
        self.cloud.ec2.slowness = 3
        self.leave_nothing()

    def test_that_is_gone_while_it_is_deleted_is_gone(self):
        self.create()

        def vanish() -> None:
            self.cloud.redshift.clusters.clear()
            self.cloud.secrets.secrets.clear()

        self.cloud.faults = [Fault("DeleteCluster", vanish, times=1)]
        self.leave_nothing()

    def test_s_secret_may_go_later(self):
        self.create()
        self.cloud.secrets.forgets = "later"
        self.assertEqual(self.delete().stdout, f"Nothing of the cluster {NAME} is left.\n")

    def test_s_secret_that_stays_is_named(self):
        for arguments in ((), ("--serverless",)):
            with self.subTest(arguments):
                self.renew_cloud()
                self.create(*arguments)
                self.cloud.secrets.forgets = "never"
                [secret] = self.cloud.secrets.secrets
                self.assertIn(f"The secret {secret} is still there", self.delete().stdout)

    def test_that_goes_while_it_is_made_ends_the_wait(self):
        def delete() -> None:
            self.cloud.redshift.clusters[NAME]["status"] = "deleting"
            self.cloud.redshift.clusters[NAME]["stages"].begin(*[{"status": "deleting"}] * 3, slowness=1)

        self.cloud.faults = [Fault("CreateCluster", delete, before=False, times=1)]
        self.fail_to_create(1, "is just being deleted")

    def test_that_has_failed_is_neither_paused_nor_resumed(self):
        self.create()
        for status in ("hardware-failure", "incompatible-network"):
            self.cloud.redshift.clusters[NAME]["status"] = status
            for command in ("pause", "resume"):
                self.fail_with(self.cluster(command), 1, "AWS could not bring up", status)

    def test_s_snapshot_needs_a_name(self):
        self.create()
        self.fail_with(self.cluster("delete", "--yes", "--final-snapshot", ""), 2, "no snapshot can be called that")
        self.assertIn(NAME, self.cloud.redshift.clusters)

    def test_s_snapshot_that_comes_too_late_is_not_promised(self):
        self.create()
        self.cloud.redshift.clusters.clear()
        outcome = self.delete("--final-snapshot", "last")
        self.assertIn("there is a snapshot last only if an earlier `cluster delete` asked for it", outcome.stderr)

    def test_s_serverless_snapshot_cannot_take_a_name_twice(self):
        self.create("--serverless")
        self.cloud.serverless.snapshots.append("last")
        self.fail_with(self.cluster("delete", "--yes", "--final-snapshot", "last"), 1, "Snapshot last already exists",
                       "this is there: the Serverless workgroup")
        self.delete("--final-snapshot", "another")
        self.assertEqual(self.cloud.left(), {})

    def test_s_snapshot_cannot_take_a_name_twice(self):
        self.create()
        self.cloud.redshift.snapshots.append("last")
        self.fail_with(self.cluster("delete", "--yes", "--final-snapshot", "last"), 1, "ClusterSnapshotAlreadyExists",
                       "choose another name than last: --final-snapshot")
        self.assertIn(NAME, self.cloud.redshift.clusters)


class AQuota(FailureCase):
    """Of whatever a provisioned cluster takes (AWS's models know of none for Serverless): it is said which, nothing is tried
    again, and what is there goes on once there is room."""

    def reach(self, operation: str, code: str, message: str, status: int = 400) -> None:
        self.renew_cloud()
        self.cloud.faults = [Fault(operation, refuse(code, message, status))]
        self.fail_to_create(1, message, "`sparkify cluster create` goes on", "delete what is not needed any more, or ask AWS for more (Service Quotas)")
        self.assertEqual(self.changes().count(operation), 1)
        self.cloud.faults = []

    def go_on(self) -> None:
        self.create()
        self.assertTrue(self.status()["usable"])
        self.leave_nothing()

    def test_of_roles(self):
        self.reach("CreateRole", "LimitExceeded", "Cannot exceed quota for RolesPerAccount: 1000", status=409)
        self.go_on()

    def test_of_security_groups(self):
        self.reach("CreateSecurityGroup", "SecurityGroupLimitExceeded",
                   "The maximum number of security groups for VPC 'vpc-0a1b2c3d' has been reached.")
        self.go_on()

    def test_of_rules(self):
        self.reach("AuthorizeSecurityGroupIngress", "RulesPerSecurityGroupLimitExceeded",
                   "The maximum number of rules per security group has been reached.")
        self.go_on()

    def test_of_clusters(self):
        self.reach("CreateCluster", "ClusterQuotaExceeded", "You have reached the quota of clusters in this region.")
        self.go_on()

    def test_of_nodes(self):
        self.reach("CreateCluster", "NumberOfNodesQuotaExceeded", "You have exceeded your node quota.")
        self.go_on()

    def test_leaves_what_can_go(self):
        for operation, code in (("CreateSecurityGroup", "SecurityGroupLimitExceeded"), ("CreateCluster", "ClusterQuotaExceeded")):
            with self.subTest(operation):
                self.reach(operation, code, "No more of them.")
                self.leave_nothing()


class AChangedDescription(FailureCase):
    """Of a cluster that is there: what it has stays as it is, and all of it goes in the end."""

    def test_of_the_role_s_name_makes_no_other(self):
        self.create()
        self.configure("DWH_CLUSTER_IDENTIFIER=dwhCluster\nDWH_IAM_ROLE_NAME=other\n")
        self.assertIn(f"its role stays {ROLE}, not other", self.create().stderr)
        self.assertEqual(list(self.cloud.iam.roles), [ROLE])
        self.leave_nothing()

    def test_of_the_port_lets_in_at_that_of_the_cluster(self):
        self.create()
        self.configure("DWH_CLUSTER_IDENTIFIER=dwhCluster\nDWH_PORT=5440\n")
        self.create("--allow-cidr", "198.51.100.7")
        self.assertEqual([rule["FromPort"] for rule in self.cloud.ec2.groups["sg-00000001"]["rules"]], [5439, 5439])

    def test_of_the_default_vpc_keeps_to_the_group_of_the_cluster(self):
        self.create()
        for vpc in ("vpc-new", None):
            self.cloud.ec2.default_vpc = vpc
            self.create("--allow-cidr", "198.51.100.7")
            self.assertEqual(list(self.cloud.ec2.groups), ["sg-00000001"])
        self.leave_nothing()

    def test_of_the_group_leaves_it_and_says_so(self):
        self.create()
        other = self.cloud.ec2.add_group("by-hand", {})
        self.cloud.redshift.clusters[NAME]["groups"] = [other]
        self.assertIn("who is let in stays as it is", self.create("--allow-cidr", "198.51.100.7").stderr)
        self.assertEqual(self.cloud.ec2.groups[other]["rules"], [])
        self.delete()
        self.assertEqual(self.cloud.left(), {"groups": [other]})

    def test_of_the_password_warns_that_it_is_not_the_cluster_s(self):
        self.create()
        self.configure("DWH_CLUSTER_IDENTIFIER=dwhCluster\nDWH_DB_PASSWORD=Passw0rd!\n")
        self.assertIn("a password that Secrets Manager keeps", self.create().stderr)

    def test_of_the_places_takes_rights_away_too(self):
        self.create()
        (self.folder / "dwh.cfg").write_text("[DWH]\nDWH_CLUSTER_IDENTIFIER=dwhCluster\n")
        self.create()
        self.assertEqual(self.cloud.iam.roles[ROLE]["policies"], {})


class WhatGoesOn(FailureCase):
    def test_is_the_same_command_with_all_that_was_said(self):
        (self.folder / "my dwh.cfg").write_text((self.folder / "dwh.cfg").read_text())
        self.cloud.faults = [Fault("CreateCluster", refuse("ClusterQuotaExceeded", "no more"))]
        outcome = self.cluster("create", "--yes", "--region", "us-east-1", "--config", "my dwh.cfg", "--timeout", "5")
        line = "sparkify --config 'my dwh.cfg' --region us-east-1 cluster"
        self.fail_with(outcome, 1, f"`{line} create --timeout 5` goes on, `{line} delete` removes it")

    def test_has_each_option_that_matters(self):
        self.cloud.denied = {"redshift:CreateCluster"}
        where = ["--profile", "work", "--region", "us-east-1", "--endpoint-url", self.server.url,
                 "--log-data", "s3://data/b", "--song-data", "s3://data/c", "--staging", "s3://ours/d"]
        what = ["--allow-cidr", "0.0.0.0/0", "--i-know-this-is-open", "--write-config"]
        (self.folder / "aws").write_text("[profile work]\nregion=us-east-1\n")
        outcome = self.sparkify(*where, "cluster", "create", "--yes", *what, AWS_CONFIG_FILE=str(self.folder / "aws"))
        line = " ".join(["sparkify", *where, "cluster"])
        self.fail_with(outcome, 5, f"`{line} create {' '.join(what)}` goes on, `{line} delete` removes it")

    def test_of_a_deletion_keeps_the_snapshot(self):
        self.create()
        self.cloud.denied = {"redshift:DeleteCluster"}
        options = ("--final-snapshot", "last", "--write-config")
        self.fail_with(self.cluster("delete", "--yes", *options), 5,
                       f"`sparkify cluster delete {' '.join(options)}` goes on")

    def test_is_told_of_an_earlier_creation_if_the_next_cannot_be_planned(self):
        self.cloud.denied = {"redshift:CreateCluster"}
        self.fail_to_create(5)
        there = f"this is there: the bucket ours, the role {ROLE}; {GOES_ON}"
        self.cloud.ec2.groups.clear()
        self.cloud.ec2.default_vpc = None
        self.fail_to_create(1, "no default VPC", there)
        self.cloud.ec2.default_vpc = VPC
        self.cloud.denied = {"ec2:DescribeVpcs"}
        self.fail_to_create(5, "allow ec2:DescribeVpcs", there)
        self.cloud.denied = set()
        self.cloud.redshift.add_cluster(NAME, {})
        self.fail_to_create(1, f"the cluster {NAME} was not made by", there)

    def test_is_told_if_the_new_cluster_cannot_be_shown(self):
        self.cloud.faults = [Fault("CreateCluster", lambda: self.cloud.denied.add("ec2:DescribeSecurityGroups"), before=False)]
        self.fail_to_create(5, "cannot look for security groups", f"the cluster {NAME}; {GOES_ON}")

    def test_of_a_pause_is_no_deletion(self):
        self.create()
        self.cloud.faults = [Fault("PauseCluster", refuse("AccessDenied", "no", 403))]
        outcome = self.fail_with(self.cluster("pause"), 5, "`sparkify cluster pause` goes on")
        self.assertNotIn("cluster delete", outcome.stderr)

    def test_of_a_deletion_says_what_is_still_there(self):
        self.create()
        self.cloud.denied = {"iam:DeleteRole"}
        self.fail_with(self.cluster("delete", "--yes"), 5, f"this is there: the role {ROLE}; `sparkify cluster delete` goes on")


class AWait(ClusterCase):
    slowness = 1000

    @unittest.skipUnless("SPARKIFY_THOROUGH" in os.environ, "takes minutes (SPARKIFY_THOROUGH)")
    def test_ends_with_the_timeout(self):
        self.fail_with(self.cluster("create", "--yes", "--timeout", "1"), 1, f"waited in vain for the cluster {NAME}",
                       "for 1 minute", "--timeout waits longer", GOES_ON.replace("create`", "create --timeout 1`"))


class AnInterruption(ClusterCase):
    slowness = 1000

    def test_ends_the_wait_and_says_what_goes_on(self):
        process = self.start("cluster", "create", "--yes", "--serverless", "--rpus", "16")
        self.wait_until(lambda: self.cloud.serverless.namespaces, "the namespace")
        process.send_signal(signal.SIGINT)
        outcome = self.finish(process, timeout=10)
        self.assertEqual(outcome.code, 130, outcome.stderr)
        self.assertIn("`sparkify cluster create --serverless --rpus 16` goes on, `sparkify cluster delete` removes it",
                      outcome.stderr)


if __name__ == "__main__":
    unittest.main()
