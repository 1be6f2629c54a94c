"""What `cluster list` finds of all that was made in the account and region, whatever dwh.cfg says."""

from __future__ import annotations

import json
import unittest

from case import NAME, PLACE_TAGS, ROLE, TAGS, ClusterCase
from cloud import REGION, Fault, refuse

LOOKS = ("redshift:DescribeClusters", "redshift-serverless:ListNamespaces", "redshift-serverless:ListWorkgroups",
         "redshift-serverless:ListTagsForResource", "iam:ListRoles", "iam:GetRole", "ec2:DescribeSecurityGroups",
         "tag:GetResources")


def described(identifier: str) -> str:
    return f"Lets the cluster {identifier} read S3"


class ListCase(ClusterCase):
    slowness = 0

    def text(self) -> str:
        return self.succeed(self.cluster("list")).stdout

    def listed(self) -> list[dict]:
        answer = json.loads(self.succeed(self.cluster("list", "--output", "json")).stdout)
        self.assertEqual((answer["account"], answer["region"]), ("123456789012", REGION))
        return answer["clusters"]

    def clusters(self) -> dict[str, dict]:
        return {cluster["cluster"]: cluster for cluster in self.listed()}

    def forget(self) -> None:
        """Nothing in dwh.cfg leads to what was made."""
        (self.folder / "dwh.cfg").write_text("[S3]\nSTAGING=s3://theirs/\n")

    def leave_a_rest(self, dwh: str) -> None:
        self.configure(dwh)
        self.cloud.denied = {"redshift:CreateCluster"}
        self.fail_with(self.cluster("create", "--yes"), 5)
        self.cloud.denied = set()

    def create_three(self) -> None:
        """One of nodes, one on Serverless, and one that never was, of which the rest is there."""
        self.create()
        self.configure("DWH_CLUSTER_IDENTIFIER=second\nDWH_IAM_ROLE_NAME=dwhRole\n")
        self.create("--serverless")
        self.leave_a_rest("DWH_CLUSTER_IDENTIFIER=third\n")
        self.forget()


class List(ListCase):
    def test_of_nothing_says_so(self):
        self.assertEqual(self.text(), f"There is nothing that `sparkify cluster create` has made in {REGION} "
                                      "(account 123456789012).\n")
        self.assertEqual(self.listed(), [])

    def test_needs_no_name_in_dwh_cfg(self):
        self.create_three()
        found = self.clusters()
        self.assertEqual(list(found), [NAME, "second", "third"])
        self.assertEqual([(cluster["kind"], cluster["state"]) for cluster in found.values()],
                         [("provisioned", "available"), ("serverless", "available"), (None, "absent")])
        self.assertEqual([cluster["dollars_per_hour"] for cluster in found.values()], [0.543, 3.0, None])

    def test_names_what_is_beside_each(self):
        self.create_three()
        found = self.clusters().values()
        self.assertEqual([[role["name"] for role in cluster["roles_made"]] for cluster in found],
                         [[ROLE], ["dwhRole"], ["sparkify-third"]])
        self.assertEqual([[group["name"] for group in cluster["security_groups"]] for cluster in found],
                         [[ROLE], ["sparkify-second"], ["sparkify-third"]])
        self.assertEqual([cluster["buckets_made"] for cluster in found], [["ours"], [], []])

    def test_is_for_programs_what_status_is(self):
        self.create()
        [listed], status = self.listed(), self.status()
        self.assertEqual(list(listed), list(status))
        of_the_moment = {"age_seconds": 0, "dollars_so_far": 0}
        self.assertEqual(listed | of_the_moment, status | of_the_moment)

    def test_is_a_table_for_people(self):
        self.create_three()
        lines = self.text().splitlines()
        self.assertEqual(lines[0], f"Made by `sparkify cluster create` in {REGION} (account 123456789012):")
        table, beside = (self.text().partition("Beside them:")[place] for place in (0, 2))
        self.assertEqual([line.split("  ")[-1] for line in table.splitlines()[4:7]], ["about $0.54", "about $3.00 of work", "-"])
        self.assertRegex(table, f"{NAME} +available +1 node of ra3.large")
        self.assertRegex(beside, f"{NAME} +role {ROLE}, group {ROLE} .sg-00000001., bucket ours\\n")
        self.assertRegex(beside, "second +role dwhRole, group sparkify-second .sg-00000002.\\n")
        self.assertIn("are for the one that dwh.cfg names", lines[-3])
        self.assertIn("What is left of an absent one, `sparkify cluster delete` removes", lines[-1])

    def test_finds_what_delete_then_removes_though_its_role_has_a_name_of_its_own(self):
        self.leave_a_rest("DWH_CLUSTER_IDENTIFIER=third\nDWH_IAM_ROLE_NAME=dwhRole\n")
        self.forget()
        self.assertEqual([role["name"] for role in self.clusters()["third"]["roles_made"]], ["dwhRole"])
        (self.folder / "dwh.cfg").write_text("[DWH]\nDWH_CLUSTER_IDENTIFIER=third\n")
        self.delete()
        self.assertEqual(self.cloud.left(), {})

    def test_finds_what_can_be_removed_by_its_name_alone(self):
        self.create_three()
        for name in self.clusters():
            (self.folder / "dwh.cfg").write_text(f"[DWH]\nDWH_CLUSTER_IDENTIFIER={name}\n")
            self.delete()
        self.assertEqual(self.cloud.left(), {})

    def test_finds_a_bucket_of_which_the_role_is_gone(self):
        self.create()
        self.cloud.s3.buckets["ours"].objects.add("notes.txt")
        self.delete()
        self.cloud.s3.add_bucket("also-ours", PLACE_TAGS)
        self.forget()
        self.assertEqual(self.clusters()[NAME]["buckets_made"], ["also-ours", "ours"])

    def test_knows_that_a_paused_one_costs_its_storage_only(self):
        self.create()
        self.succeed(self.cluster("pause"))
        self.assertIn("storage only", self.text())

    def test_shows_all_of_serverless(self):
        for name in ("one", "two"):
            tags = {"sparkify:cluster": name}
            self.cloud.serverless.add_namespace(name, tags)
            self.cloud.serverless.add_workgroup(name, tags, name)
        self.assertEqual({name: cluster["rpus"] for name, cluster in self.clusters().items()}, {"one": 8, "two": 8})

    def test_shows_a_cluster_of_each_kind_of_the_same_name(self):
        self.create()
        self.cloud.serverless.add_namespace(NAME, TAGS)
        self.assertEqual([cluster["kind"] for cluster in self.listed()], ["provisioned", "serverless"])

    def test_shows_a_namespace_without_its_workgroup(self):
        self.cloud.serverless.add_namespace("half", {"sparkify:cluster": "half"})
        half = self.clusters()["half"]
        self.assertIn("no workgroup", half["state"])
        self.assertIsNone(half["dollars_per_hour"])

    def test_shows_a_workgroup_of_ours_in_a_namespace_that_is_not(self):
        self.cloud.serverless.add_namespace(NAME, {})
        self.cloud.serverless.add_workgroup(NAME, TAGS, NAME)
        self.assertRegex(self.text(), f"{NAME} +available +8 RPU")

    def test_shows_nothing_of_others(self):
        self.cloud.redshift.add_cluster("theirs", {"team": "them"})
        self.cloud.serverless.add_namespace("theirs", {})
        self.cloud.ec2.add_group("theirs", {"team": "them"})
        self.cloud.ec2.add_group("nobodys", {"sparkify:cluster": ""})
        self.cloud.iam.add_role("theirs", {}, described("theirs"))
        self.cloud.s3.add_bucket("elsewhere", PLACE_TAGS | {"sparkify:region": "eu-west-1"})
        self.assertEqual(self.listed(), [])

    def test_asks_for_the_tags_of_no_role_that_is_described_otherwise(self):
        self.cloud.iam.add_role("another", PLACE_TAGS, "Reads the mail")
        self.assertEqual(self.listed(), [])
        self.assertNotIn("GetRole", [call.operation for call in self.cloud.calls])

    def test_names_other_regions_in_which_there_is_more(self):
        self.cloud.iam.add_role("elsewhere", TAGS | {"sparkify:region": "eu-west-1"}, described(NAME))
        self.assertIn("There is more in eu-west-1: look there with --region.", self.text())
        self.assertEqual(self.listed(), [])

    def test_does_not_take_a_restored_cluster_for_the_one_whose_tags_it_has(self):
        self.create()
        self.cloud.redshift.add_cluster("restored", TAGS)
        outcome = self.succeed(self.cluster("list"))
        self.assertIn(f"the cluster restored has the tag of {NAME}, and another name", outcome.stderr)
        self.assertEqual(list(self.clusters()), [NAME])

    def test_changes_nothing(self):
        self.create()
        made = self.changes()
        self.succeed(self.cluster("list"))
        self.assertEqual(self.changes(), made)


class WhatCannotBeLookedAt(ListCase):
    def test_is_a_warning_that_says_what_to_allow(self):
        self.create()
        self.cloud.serverless.add_namespace("theirs", {})
        for permission in LOOKS:
            with self.subTest(permission):
                self.cloud.denied = {permission}
                outcome = self.succeed(self.cluster("list"))
                self.assertIn(f"allow {permission} on ", outcome.stderr)
                self.assertIn(NAME, outcome.stdout)

    def test_leaves_the_rest_to_be_seen(self):
        self.create("--serverless")
        self.forget()
        for permission, lost in (("iam:ListRoles", None), ("tag:GetResources", None), ("iam:GetRole", "roles_made"),
                                 ("redshift:DescribeClusters", None), ("redshift-serverless:ListWorkgroups", "rpus")):
            with self.subTest(permission):
                self.cloud.denied = {permission}
                found = self.clusters()[NAME]
                self.assertEqual([key for key in ("roles_made", "buckets_made", "security_groups", "rpus")
                                  if not found[key]], [lost] if lost else [])

    def test_is_not_called_absent(self):
        self.create("--serverless")
        for permission in ("redshift-serverless:ListNamespaces", "redshift-serverless:ListTagsForResource"):
            self.cloud.denied = {permission}
            self.assertEqual(self.clusters()[NAME]["state"], "unknown")
            self.assertNotIn("absent", self.text())

    def test_is_not_called_nothing(self):
        self.cloud.denied = {"ec2:DescribeSecurityGroups"}
        self.assertIn("(account 123456789012), as far as can be seen.", self.text())

    def test_of_a_kind_that_it_was_not_made_for_does_not_matter(self):
        self.leave_a_rest("DWH_CLUSTER_IDENTIFIER=dwhCluster\n")
        self.cloud.denied = {"redshift-serverless:ListNamespaces"}
        self.assertEqual(self.clusters()[NAME]["state"], "absent")

    def test_of_all_clusters_is_an_error(self):
        self.cloud.denied = {"redshift:DescribeClusters", "redshift-serverless:ListNamespaces"}
        self.fail_with(self.cluster("list"), 5, "cannot look for clusters", "allow redshift:DescribeClusters on ")

    def test_is_serverless_in_a_region_without_it(self):
        self.create()
        self.environment["AWS_ENDPOINT_URL_REDSHIFT_SERVERLESS"] = "https://redshift-serverless.nowhere.invalid"
        outcome = self.succeed(self.cluster("list"))
        self.assertEqual(outcome.stderr, "")
        self.assertIn(NAME, outcome.stdout)

    def test_for_want_of_an_answer_is_not_called_absent(self):
        self.create()
        self.environment["AWS_ENDPOINT_URL_REDSHIFT"] = "https://redshift.nowhere.invalid"
        outcome = self.succeed(self.cluster("list"))
        self.assertIn("redshift.nowhere.invalid", outcome.stderr)
        self.assertRegex(outcome.stdout, f"{NAME} +unknown")

    def test_because_it_failed_is_a_warning(self):
        self.create()
        for operation in ("DescribeSecurityGroups", "ListNamespaces", "GetRole", "GetBucketTagging", "GetResources"):
            with self.subTest(operation):
                self.cloud.faults = [Fault(operation, refuse("InternalFailure", "We encountered an internal error.", 500))]
                outcome = self.succeed(self.cluster("list"))
                self.assertIn("internal error", outcome.stderr)
                self.assertIn(NAME, outcome.stdout)

    def test_because_it_has_just_gone_is_not_there(self):
        self.create()
        self.cloud.serverless.add_namespace("theirs", {})
        self.cloud.faults = [Fault("ListTagsForResource", refuse("ResourceNotFoundException", "It could not be found."))]
        self.assertEqual(self.succeed(self.cluster("list")).stderr, "")

    def test_of_a_bucket_may_be_ours(self):
        self.create()
        self.cloud.denied = {"s3:GetBucketTagging"}
        self.assertIn("the bucket ours is not taken for ours, for its tags may not be read",
                      self.succeed(self.cluster("list")).stderr)


if __name__ == "__main__":
    unittest.main()
