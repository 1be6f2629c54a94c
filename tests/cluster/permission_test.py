"""A permission that is missing: which it is, and on what, is said for each call, and nothing is left behind."""

from __future__ import annotations

import unittest

from case import GOES_ON, NAME, ROLE, FailureCase

# What the commands need, call by call, and on what (docs/cluster.md lists the same).
ROLE_ARN = f"arn:aws:iam::123456789012:role/{ROLE}"
CLUSTER_ARN = f"arn:aws:redshift:us-east-1:123456789012:cluster:{NAME}"
NAMESPACE_ARN = "arn:aws:redshift-serverless:us-east-1:123456789012:namespace/*"
WORKGROUP_ARN = "arn:aws:redshift-serverless:us-east-1:123456789012:workgroup/*"
GROUP_ARN = "arn:aws:ec2:us-east-1:123456789012:security-group/"
BUCKET_ARN = "arn:aws:s3:::ours"
SECRET_ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:redshift!"
TO_LOOK = {"iam:GetRole": ROLE_ARN, "ec2:DescribeSecurityGroups": "*"}
TO_CREATE = TO_LOOK | {
    "redshift:DescribeClusters": CLUSTER_ARN, "iam:CreateRole": ROLE_ARN, "iam:PutRolePolicy": ROLE_ARN,
    "iam:PassRole": ROLE_ARN, "ec2:DescribeVpcs": "*", "ec2:CreateSecurityGroup": GROUP_ARN,
    "ec2:AuthorizeSecurityGroupIngress": GROUP_ARN, "redshift:CreateCluster": CLUSTER_ARN, "iam:TagRole": ROLE_ARN,
    "ec2:CreateTags": GROUP_ARN, "redshift:CreateTags": CLUSTER_ARN, "secretsmanager:CreateSecret": SECRET_ARN,
    "s3:CreateBucket": BUCKET_ARN, "s3:TagResource": BUCKET_ARN}
TO_CREATE_SERVERLESS = {
    "redshift-serverless:GetNamespace": NAMESPACE_ARN, "redshift-serverless:CreateNamespace": NAMESPACE_ARN,
    "redshift-serverless:CreateWorkgroup": WORKGROUP_ARN, "redshift-serverless:ListTagsForResource": "",
    "redshift-serverless:TagResource": NAMESPACE_ARN, "iam:PassRole": ROLE_ARN, "secretsmanager:CreateSecret": SECRET_ARN}
TO_DELETE = TO_LOOK | {
    "redshift:DescribeClusters": CLUSTER_ARN, "redshift:DeleteCluster": CLUSTER_ARN, "ec2:DeleteSecurityGroup": GROUP_ARN,
    "iam:ListRolePolicies": ROLE_ARN, "iam:DeleteRolePolicy": ROLE_ARN, "iam:ListAttachedRolePolicies": ROLE_ARN,
    "iam:DeleteRole": ROLE_ARN, "s3:ListBucket": BUCKET_ARN, "s3:DeleteBucket": BUCKET_ARN}
TO_DELETE_SERVERLESS = {
    "redshift-serverless:DeleteNamespace": NAMESPACE_ARN, "redshift-serverless:DeleteWorkgroup": WORKGROUP_ARN}


class APermissionThatIsMissing(FailureCase):
    def require_each(self, permissions: dict[str, str], command: str, prepare) -> None:
        for permission, resource in permissions.items():
            with self.subTest(permission):
                self.renew_cloud()
                prepare()
                self.cloud.denied = {permission}
                outcome = self.cluster(command, "--yes")
                self.fail_with(outcome, 5, f"allow {permission} on {resource}")
                self.cloud.denied = set()
                self.succeed(self.cluster(command, "--yes"))
                self.leave_nothing()

    def test_to_log_in_says_what_is_missing(self):
        """As somebody else than the administrator, whose password Secrets Manager has."""
        for kind, permission in (("single-node", "redshift:GetClusterCredentialsWithIAM"),
                                 ("serverless", "redshift-serverless:GetCredentials")):
            with self.subTest(permission):
                self.renew_cloud()
                name = f"DWH_CLUSTER_IDENTIFIER=dwhCluster\nDWH_CLUSTER_TYPE={kind}\n"
                self.configure(name)
                self.create()
                self.configure(name, "[CLUSTER]\nDB_USER=somebody\n")
                self.cloud.denied = {permission}
                self.fail_with(self.sparkify("query", "SELECT 1"), 5, f"allow {permission} on ")

    def test_to_create_says_what_is_missing(self):
        self.require_each(TO_CREATE, "create", lambda: None)

    def test_to_create_a_serverless_one_says_what_is_missing(self):
        self.configure("DWH_CLUSTER_IDENTIFIER=dwhCluster\nDWH_CLUSTER_TYPE=serverless\n")
        self.require_each(TO_CREATE_SERVERLESS, "create", lambda: None)

    def test_to_delete_says_what_is_missing(self):
        self.require_each(TO_DELETE, "delete", self.create)

    def test_to_delete_a_serverless_one_says_what_is_missing(self):
        self.configure("DWH_CLUSTER_IDENTIFIER=dwhCluster\nDWH_CLUSTER_TYPE=serverless\n")
        self.require_each(TO_DELETE_SERVERLESS, "delete", self.create)

    def test_to_pause_and_resume_says_what_is_missing(self):
        self.create()
        self.cloud.denied = {"redshift:PauseCluster", "redshift:ResumeCluster"}
        self.fail_with(self.cluster("pause"), 5, f"allow redshift:PauseCluster on {CLUSTER_ARN}")
        self.cloud.denied = {"redshift:ResumeCluster"}
        self.succeed(self.cluster("pause"))
        self.fail_with(self.cluster("resume"), 5, f"allow redshift:ResumeCluster on {CLUSTER_ARN}")

    def test_to_see_a_namespace_does_not_orphan_it(self):
        self.cloud.denied = {"redshift-serverless:ListTagsForResource"}
        self.fail_with(self.cluster("create", "--yes", "--serverless"), 5, "redshift-serverless:ListTagsForResource")
        self.fail_with(self.cluster("delete", "--yes"), 5, "redshift-serverless:ListTagsForResource")
        self.assertEqual(self.cloud.left()["roles"], [ROLE])
        self.cloud.denied = {"redshift-serverless:GetNamespace"}
        self.fail_with(self.cluster("delete", "--yes"), 5, "redshift-serverless:GetNamespace")
        self.cloud.denied = set()
        self.leave_nothing()

    def test_on_the_other_kind_of_cluster_is_not_missed(self):
        self.cloud.denied = {"redshift-serverless:GetNamespace", "redshift-serverless:GetWorkgroup"}
        self.create()
        self.leave_nothing()

    def test_to_detach_what_somebody_has_attached_says_what_is_missing(self):
        self.create()
        self.cloud.iam.roles[ROLE]["attached"].append("arn:aws:iam::aws:policy/One")
        self.cloud.denied = {"iam:DetachRolePolicy"}
        self.fail_with(self.cluster("delete", "--yes"), 5, f"allow iam:DetachRolePolicy on {ROLE_ARN}")
        self.cloud.denied = set()
        self.leave_nothing()

    def test_to_resume_what_cannot_be_deleted_paused_says_what_is_missing(self):
        self.create()
        self.succeed(self.cluster("pause"))
        self.cloud.redshift.paused_can_be_deleted = False
        self.cloud.denied = {"redshift:ResumeCluster"}
        self.fail_with(self.cluster("delete", "--yes"), 5, f"allow redshift:ResumeCluster on {CLUSTER_ARN}")
        self.cloud.denied = set()
        self.leave_nothing()

    def test_to_see_a_workgroup_says_what_is_missing(self):
        self.create("--serverless")
        self.cloud.denied = {"redshift-serverless:GetWorkgroup"}
        self.fail_with(self.cluster("delete", "--yes"), 5, "allow redshift-serverless:GetWorkgroup on ")
        self.cloud.denied = set()
        self.leave_nothing()

    def test_to_look_for_the_secret_is_told_with_what_may_be_left(self):
        self.create()
        self.cloud.denied = {"secretsmanager:DescribeSecret"}
        self.assertRegex(self.delete().stdout, r"The secret .* cannot be looked at, .*allow secretsmanager:DescribeSecret on .*\)\.\n"
                                               "Nothing else of the cluster")

    def test_lists_what_existed_before(self):
        self.create()
        self.cloud.denied = {"iam:PutRolePolicy"}
        self.fail_to_create(5, f"this is there: the role {ROLE}, the bucket ours, the security group sparkify-{NAME} (sg-00000001), "
                               f"the cluster {NAME}; `sparkify cluster create` goes on")

    def test_that_keeps_everything_from_being_made_lists_nothing(self):
        self.cloud.denied = {"iam:CreateRole"}
        outcome = self.fail_to_create(5, "nothing of the cluster is there; `sparkify cluster create` goes on")
        self.assertNotIn("removes it", outcome.stderr)

    def test_lists_what_exists(self):
        self.cloud.denied = {"redshift:CreateCluster"}
        outcome = self.fail_to_create(5, GOES_ON)
        self.assertIn(f"this is there: the role {ROLE}, the bucket ours, the security group sparkify-{NAME} (sg-00000001);", outcome.stderr)


if __name__ == "__main__":
    unittest.main()
