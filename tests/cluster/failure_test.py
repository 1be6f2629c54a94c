"""What goes wrong when a cluster is made or removed: it is said clearly, in AWS's words too, what exists is named, and nothing
is left behind once it is deleted."""

from __future__ import annotations

import signal
import unittest

from case import NAME, ROLE, ROLE_TAGS, ClusterCase
from cloud import Cloud, Fault, lose, refuse

GOES_ON = "`sparkify cluster create` goes on, `sparkify cluster delete` removes it"

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


class FailureCase(ClusterCase):
    slowness = 0

    def fail_to_create(self, code: int, *words: str):
        return self.fail_with(self.cluster("create", "--yes"), code, *words)

    def leave_nothing(self) -> None:
        self.delete()
        self.assertEqual(self.cloud.left(), {})


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


class SomethingForeign(FailureCase):
    """What has the name, but not the tag, is neither used nor changed nor removed."""

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

    def test_region_s_role_stays(self):
        self.create()
        here = self.cloud
        self.server.cloud = self.cloud = Cloud(slowness=0, region="eu-west-1", world=here)
        elsewhere = {"AWS_REGION": "eu-west-1"}
        outcome = self.succeed(self.cluster("delete", "--yes", **elsewhere))
        self.assertIn("There is nothing", outcome.stdout)
        self.fail_with(self.cluster("create", "--yes", **elsewhere), 1, f"that of the cluster {NAME} in us-east-1")
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


class ACluster(FailureCase):
    def test_without_a_default_vpc_is_not_begun(self):
        self.cloud.ec2.default_vpc = None
        self.fail_to_create(1, "no default VPC", "us-east-1", "Create default VPC")
        self.assertEqual(self.changes(), [])

    def test_beyond_the_quota_leaves_what_can_go(self):
        self.cloud.redshift.quota = 0
        self.fail_to_create(1, "ClusterQuotaExceeded", "Service Quotas", GOES_ON)
        self.leave_nothing()

    def test_beyond_the_quota_of_roles_is_not_tried_again(self):
        self.cloud.faults = [Fault("CreateRole", refuse("LimitExceeded", "Cannot exceed quota for RolesPerAccount: 1000", 409))]
        self.fail_to_create(1, "cannot create the role", "RolesPerAccount", "Service Quotas")
        self.assertEqual(self.changes().count("CreateRole"), 1)

    def test_of_a_node_type_that_the_region_has_not_names_others(self):
        self.configure("DWH_CLUSTER_IDENTIFIER=dwhCluster\nDWH_NODE_TYPE=ra3.16xlarge\nDWH_NUM_NODES=2\n")
        self.fail_to_create(1, "Invalid node type: ra3.16xlarge", "DWH_NODE_TYPE", "ra3.large", "another region", GOES_ON)
        self.leave_nothing()

    def test_for_which_aws_lacks_machines_says_so(self):
        self.cloud.faults = [Fault("CreateCluster", refuse(
            "InsufficientClusterCapacity", "There is insufficient capacity in the requested Availability Zones."))]
        self.fail_to_create(1, "insufficient capacity", GOES_ON)
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
        self.fail_with(self.cluster("delete", "--yes", "--final-snapshot", "last"), 1, "ClusterSnapshotAlreadyExists")
        self.assertIn(NAME, self.cloud.redshift.clusters)


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


class TheWayToAws(FailureCase):
    def test_that_is_slow_down_for_is_tried_again(self):
        for operation in ("GetCallerIdentity", "GetRole", "CreateRole", "CreateSecurityGroup", "CreateCluster",
                          "DescribeClusters", "DeleteCluster"):
            code = {"ec2": "RequestLimitExceeded"}.get("ec2" if "Group" in operation else "", "Throttling")
            with self.subTest(operation):
                self.renew_cloud()
                self.cloud.faults = [Fault(operation, refuse(code, "Rate exceeded"), times=2)]
                self.create()
                self.leave_nothing()

    def test_that_breaks_makes_nothing_twice(self):
        for before in (True, False):
            for place in range(6):
                with self.subTest(place=place, before=before):
                    self.renew_cloud()
                    self.cloud.faults = [Fault("a change", lose, before=before, skip=place, times=1)]
                    self.create()
                    self.assertEqual({name: len(things) for name, things in self.cloud.left().items()},
                                     {"buckets": 1, "roles": 1, "groups": 1, "clusters": 1, "secrets": 1})
                    self.cloud.faults = [Fault("a change", lose, before=before, skip=place, times=1)]
                    self.leave_nothing()

    def test_that_is_not_there_says_so(self):
        outcome = self.cluster("create", "--yes", AWS_ENDPOINT_URL="http://127.0.0.1:1", AWS_MAX_ATTEMPTS="1")
        self.fail_with(outcome, 5, "cannot find out whose the AWS credentials are", "127.0.0.1:1", "check the network")

    def test_leads_to_something_else(self):
        outcome = self.cluster("status", AWS_ENDPOINT_URL_STS=f"{self.server.url}", AWS_ENDPOINT_URL_REDSHIFT="http://127.0.0.1:1",
                               AWS_MAX_ATTEMPTS="1")
        self.fail_with(outcome, 5, "cannot look for the cluster", "127.0.0.1:1")

    def test_that_knows_our_address_as_a_range_opens_nothing(self):
        self.server.address = "0.0.0.0/0"
        self.fail_to_create(5, "it answers a range", "--allow-cidr")

    def test_from_which_nobody_knows_our_address_names_the_way_out(self):
        self.server.address = ""
        self.fail_with(self.cluster("create", "--yes", SPARKIFY_CHECKIP_URL=f"{self.server.url}/checkip"), 5,
                       "from which address this machine is seen", "--allow-cidr ADDRESS/32")
        self.assertEqual(self.changes(), [])

    def test_needs_a_region(self):
        self.environment.pop("AWS_REGION")
        self.fail_with(self.cluster("create", "--yes"), 2, "in which region", "[AWS] REGION")
        self.create("--region", "us-east-1")

    def test_needs_credentials(self):
        del self.environment["AWS_ACCESS_KEY_ID"], self.environment["AWS_SECRET_ACCESS_KEY"]
        self.fail_with(self.cluster("status"), 5, "there are no AWS credentials")

    def test_of_expired_credentials_says_so(self):
        self.server.expired.add(self.environment["AWS_ACCESS_KEY_ID"])
        self.fail_with(self.cluster("status"), 5, "the AWS credentials have expired", "renew")

    def test_of_wrong_credentials_says_so(self):
        self.cloud.faults = [Fault("GetCallerIdentity", refuse(
            "InvalidClientTokenId", "The security token included in the request is invalid.", 403))]
        self.fail_with(self.cluster("status"), 5, "AWS does not accept the credentials", "the clock of this machine")

    def test_whose_credentials_expire_on_it_leaves_the_command_that_goes_on(self):
        self.cloud.faults = [Fault("CreateSecurityGroup", refuse("ExpiredToken", "The security token has expired", 403))]
        self.fail_to_create(5, "have expired", f"this is there: the role {ROLE}, the bucket ours;", GOES_ON)
        self.cloud.faults = []
        self.create()
        self.leave_nothing()


class WhatGoesOn(FailureCase):
    def test_is_the_same_command_with_all_that_was_said(self):
        (self.folder / "my dwh.cfg").write_text((self.folder / "dwh.cfg").read_text())
        self.cloud.redshift.quota = 0
        outcome = self.cluster("create", "--yes", "--region", "us-east-1", "--config", "my dwh.cfg", "--timeout", "5")
        line = "sparkify --config 'my dwh.cfg' --region us-east-1 cluster"
        self.fail_with(outcome, 1, f"`{line} create --timeout 5` goes on, `{line} delete` removes it")

    def test_of_a_pause_is_no_deletion(self):
        self.create()
        self.cloud.faults = [Fault("PauseCluster", refuse("AccessDenied", "no", 403))]
        outcome = self.fail_with(self.cluster("pause"), 5, "`sparkify cluster pause` goes on")
        self.assertNotIn("cluster delete", outcome.stderr)

    def test_of_a_deletion_says_what_is_still_there(self):
        self.create()
        self.cloud.denied = {"iam:DeleteRole"}
        self.fail_with(self.cluster("delete", "--yes"), 5, f"this is there: the role {ROLE}; `sparkify cluster delete` goes on")


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
