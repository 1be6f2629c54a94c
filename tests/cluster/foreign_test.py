"""What has the name of ours and not its tags is neither used nor changed nor removed."""

from __future__ import annotations

import unittest

from case import NAME, ROLE, ROLE_TAGS, FailureCase
from cloud import Cloud, Fault


class SomethingForeign(FailureCase):
    def stays(self, *words: str) -> None:
        before = self.cloud.left()
        self.fail_to_create(1, *words)
        self.cluster("delete", "--yes")
        self.assertEqual(self.cloud.left(), before)
        self.assertEqual(self.changes(), [])

    def test_cluster_stays(self):
        self.cloud.redshift.add_cluster(NAME, {})
        self.stays(f"the cluster {NAME} was not made by `sparkify cluster create`", "[DWH] DWH_CLUSTER_IDENTIFIER")
        for command in ("pause", "resume"):
            self.fail_with(self.cluster(command), 1, "was not made by `sparkify cluster create`")
        self.fail_with(self.cluster("delete", "--yes"), 1, "was not made by `sparkify cluster create`")
        self.assertFalse(self.status()["ours"])

    def test_cluster_of_another_name_s_tag_stays(self):
        self.cloud.redshift.add_cluster(NAME, {"sparkify:cluster": "other"})
        self.stays("was not made by")

    def test_namespace_stays(self):
        self.configure("DWH_CLUSTER_IDENTIFIER=dwhCluster\nDWH_CLUSTER_TYPE=serverless\n")
        self.cloud.serverless.add_namespace(NAME, {})
        self.stays(f"the Serverless workgroup {NAME} was not made by")

    def test_workgroup_stays(self):
        self.configure("DWH_CLUSTER_IDENTIFIER=dwhCluster\nDWH_CLUSTER_TYPE=serverless\n")
        self.cloud.serverless.add_workgroup(NAME, {}, "another-namespace")
        self.stays(f"the Serverless workgroup {NAME} was not made by")

    def test_role_stays(self):
        self.cloud.iam.add_role(ROLE, {})
        self.stays("there is a role of that name that was not made for this cluster", "[DWH] DWH_IAM_ROLE_NAME")

    def test_group_stays(self):
        self.cloud.ec2.add_group(f"sparkify-{NAME}", {})
        self.stays("there is a security group of that name", "rename or remove it")

    def test_cluster_does_not_keep_what_was_made_for_ours(self):
        self.cloud.denied = {"redshift:CreateCluster"}
        self.fail_to_create(5)
        self.cloud.redshift.add_cluster(NAME, {})
        self.delete()
        self.assertEqual(self.cloud.left(), {"clusters": [NAME]})

    def test_role_stays_when_ours_is_deleted(self):
        self.create()
        self.cloud.iam.add_role("somebody", ROLE_TAGS | {"sparkify:cluster": "other"})
        other = self.cloud.ec2.add_group("somebody", {"sparkify:cluster": "other"})
        self.delete()
        self.assertEqual(self.cloud.left(), {"roles": ["somebody"], "groups": [other]})

    def test_cluster_that_uses_our_group_keeps_it(self):
        self.create()
        self.cloud.redshift.clusters[NAME]["tags"] = {}
        self.fail_with(self.cluster("delete", "--yes"), 1, "is used by", "was not made by")
        self.assertEqual(self.changes()[-1], "CreateCluster")

    def test_cluster_does_not_hide_ours_of_the_other_kind(self):
        self.create("--serverless")
        self.cloud.redshift.add_cluster(NAME, {})
        self.assertEqual(self.status()["kind"], "serverless")
        self.delete()
        self.assertEqual(self.cloud.left(), {"clusters": [NAME]})

    def appear(self, operation: str, make) -> None:
        """Somebody else is faster: between our look and our call."""
        self.cloud.faults = [Fault(operation, make, times=1)]

    def test_cluster_that_appears_meanwhile_is_not_taken_for_ours(self):
        self.appear("CreateCluster", lambda: self.cloud.redshift.add_cluster(NAME, {}))
        outcome = self.fail_with(self.cluster("create", "--yes"), 1, f"the cluster {NAME} was not made by")
        self.assertNotIn("ordered", outcome.stderr)
        self.assertNotIn(f"the cluster {NAME};", outcome.stderr)
        self.delete()
        self.assertEqual(self.cloud.left(), {"clusters": [NAME]})

    def test_role_or_group_that_appears_meanwhile_is_not_taken_for_ours(self):
        for operation, make in (("CreateRole", lambda: self.cloud.iam.add_role(ROLE, {})),
                                ("CreateSecurityGroup", lambda: self.cloud.ec2.add_group(f"sparkify-{NAME}", {}))):
            with self.subTest(operation):
                self.renew_cloud()
                self.appear(operation, make)
                self.fail_with(self.cluster("create", "--yes"), 1, "was not made for this cluster")
                self.cluster("delete", "--yes")
                self.assertEqual(len(self.cloud.left()), 1)

    def test_namespace_that_appears_meanwhile_gets_no_workgroup_of_ours(self):
        for operation in ("CreateSecurityGroup", "CreateNamespace"):
            with self.subTest(operation):
                self.renew_cloud()
                self.appear(operation, lambda: self.cloud.serverless.add_namespace(NAME, {}))
                self.fail_with(self.cluster("create", "--yes", "--serverless"), 1,
                               f"the Serverless namespace {NAME} was not made by")
                self.assertNotIn("CreateWorkgroup", self.changes())
                self.delete()
                self.assertEqual(self.cloud.left(), {"namespaces": [NAME]})

    def test_workgroup_that_appears_meanwhile_leaves_nothing_of_ours(self):
        def make() -> None:
            self.cloud.serverless.add_namespace("theirs", {})
            self.cloud.serverless.add_workgroup(NAME, {}, "theirs")

        self.appear("CreateWorkgroup", make)
        self.fail_with(self.cluster("create", "--yes", "--serverless"), 1, f"the Serverless workgroup {NAME} was not made by")
        self.assertIn(f"he Serverless workgroup {NAME} was not made by `sparkify cluster create`, and stays", self.delete().stdout)
        self.assertEqual(self.cloud.left(), {"namespaces": ["theirs"], "workgroups": [NAME]})

    def test_workgroup_in_our_namespace_is_said_before_anything_is_removed(self):
        self.create("--serverless")
        self.cloud.serverless.workgroups[NAME]["tags"] = {}
        made = self.changes()
        self.fail_with(self.cluster("delete", "--yes"), 1,
                       f"the Serverless workgroup {NAME} is in the Serverless namespace {NAME}, and was not made by")
        self.assertEqual(self.changes(), made)

    def test_namespace_keeps_no_workgroup_of_ours(self):
        self.create("--serverless")
        self.cloud.serverless.namespaces[NAME]["tags"] = {}
        self.delete()
        self.assertEqual(self.cloud.left(), {"namespaces": [NAME], "secrets": self.cloud.left()["secrets"]})

    def test_region_s_role_stays(self):
        self.create()
        here = self.cloud
        self.server.cloud = self.cloud = Cloud(slowness=0, region="eu-west-1", world=here)
        elsewhere = {"AWS_REGION": "eu-west-1"}
        outcome = self.succeed(self.cluster("delete", "--yes", **elsewhere))
        self.assertIn("There is nothing", outcome.stdout)
        self.assertIn(f"ole {ROLE} is that of a cluster {NAME} in us-east-1: look there with --region us-east-1", outcome.stdout)
        self.assertIn("--region us-east-1", self.succeed(self.cluster("status", **elsewhere)).stderr)
        self.fail_with(self.cluster("create", "--yes", **elsewhere), 1, f"that of the cluster {NAME} in us-east-1",
                       "look there (--region us-east-1)")
        self.server.cloud = self.cloud = here
        self.leave_nothing()

    def test_role_of_our_cluster_need_not_be_looked_at(self):
        self.create()
        other = self.cloud.iam.add_role("by-hand", {})
        self.cloud.redshift.clusters[NAME]["roles"].append(other["arn"])
        self.cloud.iam.hidden.add("by-hand")
        self.create()
        self.delete()
        self.assertEqual(self.cloud.left(), {"roles": ["by-hand"]})

    def test_policy_goes_with_our_role(self):
        self.create()
        self.cloud.iam.roles[ROLE]["policies"]["by-hand"] = {}
        self.cloud.iam.roles[ROLE]["attached"] += [f"arn:aws:iam::aws:policy/{name}" for name in ("One", "Two")]
        self.leave_nothing()


if __name__ == "__main__":
    unittest.main()
