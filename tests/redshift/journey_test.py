"""From an empty account to analytics, and back: the cluster is made, found by its name, loaded, asked, and removed. AWS is the
stand-in of tests/cluster, and what it gives as the endpoint is the stand-in for a cluster."""

from __future__ import annotations

import json
import pathlib
import sys
import unittest

import postgres_server
import s3_server
from case import RedshiftCase

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "cluster"))
import aws_server  # noqa: E402
import cloud as account  # noqa: E402

NAME = "journey"


class Journey(RedshiftCase):
    def setUp(self) -> None:
        super().setUp()
        self.account = account.Cloud(password=postgres_server.PASSWORD)
        for service in (self.account.redshift, self.account.serverless):
            service.endpoint = ("localhost", self.cluster.port)
            service.login = (postgres_server.USER, postgres_server.PASSWORD)
        self.aws = self.enterContext(aws_server.AwsServer(self.account))
        self.aws.secrets = {s3_server.KEY: s3_server.SECRET}
        self.addCleanup(lambda: self.assertEqual(self.aws.mismatches, []))
        self.environment |= {"AWS_ENDPOINT_URL": self.aws.url, "SPARKIFY_CHECKIP_URL": f"{self.aws.url}/checkip"}
        self.put_data()
        self.describe()

    def describe(self, more: str = "") -> None:
        (self.folder / "dwh.cfg").write_text(
            f"[DWH]\nDWH_CLUSTER_IDENTIFIER={NAME}\nDWH_DB={self.database}\nDWH_DB_USER={postgres_server.USER}\n{more}\n"
            f"[S3]\nLOG_DATA=s3://{s3_server.BUCKET}/log_data/\nSONG_DATA=s3://{s3_server.BUCKET}/song_data/\n"
            f"STAGING=s3://{s3_server.BUCKET}/staging\n")

    def create(self, *arguments: str) -> None:
        self.succeed(self.sparkify("cluster", "create", "--yes", *arguments))
        # COPY may read what the policy of the role says, and nothing else.
        for role in self.account.iam.roles.values():
            [policy] = role["policies"].values()
            self.cloud.roles = {role["arn"]: tuple(
                resource.replace("arn:aws:s3:::", "s3://").removesuffix("*") for resource in policy["Statement"][0]["Resource"])}

    def go(self) -> None:
        self.succeed(self.sparkify("doctor"))
        self.succeed(self.sparkify("create-tables"))
        self.succeed(self.etl())
        self.succeed(self.sparkify("check"))
        self.succeed(self.sparkify("analytics"))
        self.assertEqual(self.rows("SELECT count(*) FROM songplays"), [["1"]])

    def end(self) -> None:
        self.succeed(self.sparkify("cluster", "delete", "--yes"))
        self.assertEqual(self.account.left(), {})
        self.fail_with(self.sparkify("query", "SELECT 1"), 5, f"there is no cluster {NAME}", "`sparkify cluster create`")

    def test_needs_no_host_no_role_and_no_password(self):
        self.create()
        self.go()
        self.end()

    def test_of_a_serverless_workgroup(self):
        self.describe("DWH_CLUSTER_TYPE=serverless\n")
        self.create()
        self.go()
        self.end()

    def test_with_host_and_role_in_dwh_cfg(self):
        self.create("--write-config")
        file = self.folder / "dwh.cfg"
        self.assertIn("HOST = localhost", file.read_text())
        # No cluster of AWS's could be at the port of the stand-in, so that create refuses it.
        file.write_text(file.read_text().replace("[CLUSTER]\n", f"[CLUSTER]\nDB_PORT = {self.cluster.port}\n"))
        self.account.denied = {"redshift:DescribeClusters"}  # nobody has to ask where it is
        self.go()

    def test_as_somebody_else_is_with_a_temporary_password(self):
        self.create()
        (self.folder / "dwh.cfg").write_text((self.folder / "dwh.cfg").read_text() + "[CLUSTER]\nDB_USER=somebody\n")
        self.assertEqual(self.rows("SELECT 1 AS one"), [["1"]])
        self.assertIn("GetClusterCredentialsWithIAM", [call.operation for call in self.account.calls])
        self.assertNotIn("GetSecretValue", [call.operation for call in self.account.calls])

    def test_waits_while_the_cluster_is_paused(self):
        self.create()
        self.succeed(self.sparkify("cluster", "pause"))
        self.fail_with(self.sparkify("query", "SELECT 1"), 5, f"the cluster {NAME} cannot be used now", "`sparkify cluster resume`")
        self.succeed(self.sparkify("cluster", "resume"))
        self.assertEqual(self.rows("SELECT 1 AS one"), [["1"]])

    def test_without_a_permission_says_which(self):
        self.create()
        self.account.denied = {"redshift:DescribeClusters"}
        self.fail_with(self.sparkify("query", "SELECT 1"), 5, "allow redshift:DescribeClusters on ")
        self.account.denied = {"secretsmanager:GetSecretValue"}
        self.fail_with(self.sparkify("query", "SELECT 1"), 5, "allow secretsmanager:GetSecretValue on ", "DB_PASSWORD")

    def test_is_told_as_json(self):
        self.create()
        status = json.loads(self.succeed(self.sparkify("cluster", "status", "--output", "json")).stdout)
        self.assertEqual(status["endpoint"], {"host": "localhost", "port": self.cluster.port})


if __name__ == "__main__":
    unittest.main()
