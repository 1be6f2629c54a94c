"""What `cluster status` tells, for people and for programs."""

from __future__ import annotations

import datetime
import unittest

from case import NAME, ROLE, ClusterCase

ROLE_ARN = f"arn:aws:iam::123456789012:role/{ROLE}"
HOURS = 10


class Status(ClusterCase):
    slowness = 0

    def setUp(self) -> None:
        super().setUp()
        self.configure("DWH_CLUSTER_IDENTIFIER=dwhCluster\nDWH_CLUSTER_TYPE=multi-node\nDWH_NUM_NODES=4\n")

    def create_long_ago(self) -> None:
        self.create()
        made = self.cloud.redshift.clusters[NAME]
        made["created"] = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=HOURS)

    def text(self) -> str:
        return self.succeed(self.cluster("status")).stdout

    def line(self, name: str) -> str:
        [found] = [line for line in self.text().splitlines() if line.strip().startswith(name + " ")]
        return found.strip().removeprefix(name).strip()

    def test_is_all_that_one_wants_to_know_of_a_cluster(self):
        self.create_long_ago()
        self.assertTrue(self.text().startswith(f"The cluster {NAME} in us-east-1 (account 123456789012):\n"))
        for name, value in {
                "state": "available", "endpoint": f"{NAME}.abc123.us-east-1.redshift.amazonaws.com:5439", "database": "dev",
                "administrator": "awsuser", "size": "4 nodes of ra3.large", "so far": "about $21.72, if it was never paused",
                "role": ROLE_ARN, "security group": f"sparkify-{NAME} (sg-00000001)",
                "lets in": "203.0.113.7/32 at port 5439", "bucket": "ours"}.items():
            self.assertEqual(self.line(name), value)
        self.assertIn("about $2.17 per hour", self.line("costs"))
        self.assertIn("10", self.line("age"))

    def test_is_the_same_for_programs(self):
        self.create_long_ago()
        status = self.status()
        self.assertEqual(
            (status["nodes"], status["node_type"], status["dollars_per_hour"], status["roles"], status["buckets_made"]),
            (4, "ra3.large", 2.172, [ROLE_ARN], ["ours"]))
        self.assertAlmostEqual(status["age_seconds"], HOURS * 3600, delta=120)
        self.assertAlmostEqual(status["dollars_so_far"], HOURS * 2.172, delta=0.1)
        self.assertEqual(status["security_groups"], [{
            "id": "sg-00000001", "name": f"sparkify-{NAME}", "ours": True,
            "rules": [{"protocol": "tcp", "from_port": 5439, "to_port": 5439, "sources": ["203.0.113.7/32"]}]}])

    def test_names_all_who_are_let_in_whosever_the_rule_is(self):
        self.create()
        group = self.cloud.ec2.add_group("by-hand", {})
        self.cloud.redshift.clusters[NAME]["groups"].append(group)
        self.cloud.ec2.groups[group]["rules"] += [
            {"IpProtocol": "tcp", "FromPort": 5439, "ToPort": 5440, "Ipv6Ranges": [{"CidrIpv6": "2001:db8::/32"}]},
            {"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": "sg-other"}], "PrefixListIds": [{"PrefixListId": "pl-1"}]}]
        self.assertEqual(self.line("lets in"), "203.0.113.7/32 at port 5439, 2001:db8::/32 at ports 5439 to 5440, "
                                               "sg-other at all ports, pl-1 at all ports")
        self.assertEqual([(entry["name"], entry["ours"]) for entry in self.status()["security_groups"]],
                         [(f"sparkify-{NAME}", True), ("by-hand", False)])

    def test_of_a_serverless_one_has_its_size(self):
        self.create("--serverless")
        self.assertEqual((self.line("size"), self.status()["rpus"]), ("8 RPU", 8))

    def test_of_a_paused_one_says_that_only_storage_costs(self):
        self.create_long_ago()
        self.succeed(self.cluster("pause"))
        self.assertEqual((self.line("state"), self.line("costs")), ("paused", "its storage only, while it is paused"))
        self.assertNotIn("so far", self.text())

    def test_of_none_says_so(self):
        self.assertEqual(self.text(), f"There is no cluster {NAME} in us-east-1 (account 123456789012). "
                                      "`sparkify cluster list` shows those that there are.\n")

    def test_of_a_rest_says_what_removes_it(self):
        self.cloud.denied = {"redshift:CreateCluster"}
        self.fail_with(self.cluster("create", "--yes"), 5)
        self.assertIn("What is left of it, `sparkify cluster delete` removes (a bucket only if nothing else is in it).", self.text())
        self.assertEqual(self.line("role"), ROLE_ARN)

    def test_of_another_one_says_whose_it_is_not(self):
        self.cloud.redshift.add_cluster(NAME, {})
        self.assertIn("not made by `sparkify cluster create`", self.text())

    def test_needs_permissions(self):
        for permission in ("redshift:DescribeClusters", "iam:GetRole", "ec2:DescribeSecurityGroups"):
            self.cloud.denied = {permission}
            self.fail_with(self.cluster("status"), 5, f"allow {permission} on ")


if __name__ == "__main__":
    unittest.main()
