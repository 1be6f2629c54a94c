"""What `cluster list` finds of all that was made in the account and region, whatever dwh.cfg says."""

from __future__ import annotations

import json
import unittest

from case import NAME, ROLE, TAGS, ClusterCase
from cloud import REGION

OURS = "Lets the cluster elsewhere read S3"


class List(ClusterCase):
    slowness = 0

    def text(self) -> str:
        return self.succeed(self.cluster("list")).stdout

    def clusters(self) -> dict[str, dict]:
        answer = json.loads(self.succeed(self.cluster("list", "--output", "json")).stdout)
        self.assertEqual((answer["account"], answer["region"]), ("123456789012", REGION))
        return {cluster["cluster"]: cluster for cluster in answer["clusters"]}

    def create_three(self) -> None:
        """One of nodes, one on Serverless, and one that never was, of which the rest is there."""
        self.create()
        self.configure("DWH_CLUSTER_IDENTIFIER=second\nDWH_IAM_ROLE_NAME=dwhRole\n")
        self.create("--serverless")
        self.configure("DWH_CLUSTER_IDENTIFIER=third\n")
        self.cloud.denied = {"redshift:CreateCluster"}
        self.fail_with(self.cluster("create", "--yes"), 5)
        self.cloud.denied = set()
        (self.folder / "dwh.cfg").write_text("[S3]\nSTAGING=s3://theirs/\n")

    def test_of_nothing_says_so(self):
        self.assertEqual(self.text(), f"There is nothing that `sparkify cluster create` has made in {REGION} "
                                      "(account 123456789012).\n")
        self.assertEqual(self.clusters(), {})

    def test_needs_no_name_in_dwh_cfg(self):
        self.create_three()
        found = self.clusters()
        self.assertEqual(list(found), [NAME, "second", "third"])
        self.assertEqual([(cluster["kind"], cluster["state"]) for cluster in found.values()],
                         [("provisioned", "available"), ("serverless", "available"), ("provisioned", "absent")])
        self.assertEqual([cluster["dollars_per_hour"] for cluster in found.values()], [0.543, 3.0, None])
        self.assertEqual([(cluster["node_type"], cluster["nodes"], cluster["rpus"]) for cluster in found.values()],
                         [("ra3.large", 1, None), (None, None, 8), (None, None, None)])

    def test_names_what_is_beside_each(self):
        self.create_three()
        found = self.clusters()
        self.assertEqual([[role["name"] for role in cluster["roles"]] for cluster in found.values()],
                         [[ROLE], ["dwhRole"], ["sparkify-third"]])
        self.assertEqual([[group["name"] for group in cluster["security_groups"]] for cluster in found.values()],
                         [[ROLE], ["sparkify-second"], ["sparkify-third"]])
        self.assertEqual([cluster["buckets"] for cluster in found.values()], [["ours"], [], []])

    def test_is_a_table_for_people(self):
        self.create_three()
        lines = self.text().splitlines()
        self.assertEqual(lines[0], f"Made by `sparkify cluster create` in {REGION} (account 123456789012):")
        table, beside = (self.text().partition("Beside them:")[place] for place in (0, 2))
        self.assertEqual([line.split("  ")[-1] for line in table.splitlines()[4:7]], ["about $0.54", "about $3.00 of work", "-"])
        self.assertRegex(table, f"{NAME} +available +1 node of ra3.large")
        self.assertRegex(beside, f"{NAME} +role {ROLE}, group {ROLE} .sg-00000001., bucket ours\n")
        self.assertRegex(beside, "second +role dwhRole, group sparkify-second .sg-00000002.\n")
        self.assertIn("What is left of an absent one, `sparkify cluster delete` removes", lines[-1])

    def test_knows_that_a_paused_one_costs_its_storage_only(self):
        self.create()
        self.succeed(self.cluster("pause"))
        self.assertIn("storage only", self.text())
        self.assertIsNone(self.clusters()[NAME]["dollars_per_hour"])

    def test_shows_nothing_of_others(self):
        self.cloud.redshift.add_cluster("theirs", {"team": "them"})
        self.cloud.serverless.add_namespace("theirs", {})
        self.cloud.ec2.add_group("theirs", {"team": "them"})
        self.cloud.iam.add_role("theirs", {}, OURS)
        self.assertEqual(self.clusters(), {})

    def test_shows_a_namespace_without_its_workgroup(self):
        self.cloud.serverless.add_namespace("half", TAGS | {"sparkify:cluster": "half"})
        self.assertIn("no workgroup", self.clusters()["half"]["state"])

    def test_names_other_regions_in_which_there_is_more(self):
        self.cloud.iam.add_role("elsewhere", TAGS | {"sparkify:region": "eu-west-1"}, OURS)
        self.assertIn("There is more in eu-west-1: look there with --region.", self.text())
        self.assertEqual(self.clusters(), {})

    def test_does_not_take_a_restored_cluster_for_the_one_whose_tags_it_has(self):
        self.create()
        self.cloud.redshift.add_cluster("restored", TAGS)
        outcome = self.succeed(self.cluster("list"))
        self.assertIn(f"the cluster restored has the tag of {NAME}, and another name", outcome.stderr)
        self.assertEqual(list(self.clusters()), [NAME])

    def test_says_what_it_may_not_look_for(self):
        self.create()
        for permission in ("redshift:DescribeClusters", "redshift-serverless:ListNamespaces", "iam:ListRoles", "iam:GetRole",
                           "ec2:DescribeSecurityGroups", "redshift-serverless:ListWorkgroups"):
            with self.subTest(permission):
                self.cloud.denied = {permission}
                outcome = self.succeed(self.cluster("list"))
                self.assertIn(f"allow {permission} on ", outcome.stderr)
                self.assertIn(NAME, outcome.stdout)

    def test_calls_nothing_absent_that_it_may_not_look_for(self):
        self.create("--serverless")
        self.cloud.denied = {"redshift-serverless:ListNamespaces"}
        self.assertEqual(self.clusters()[NAME]["state"], "unknown")
        self.assertNotIn("absent", self.text())

    def test_says_that_a_bucket_may_be_ours(self):
        self.create()
        self.cloud.denied = {"s3:GetBucketTagging"}
        self.assertIn("the bucket ours may be ours: ", self.succeed(self.cluster("list")).stderr)

    def test_changes_nothing(self):
        self.cluster("list")
        self.assertEqual(self.changes(), [])


if __name__ == "__main__":
    unittest.main()
