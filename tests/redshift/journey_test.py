"""From an empty account to analytics, and back: bucket and cluster are made, found by name, loaded, asked, and removed. AWS is the
stand-in of tests/cluster, what it gives as the endpoint is the stand-in for a cluster, and objects are in an S3 server. Only the data
is there before, in somebody else's bucket."""

from __future__ import annotations

import json
import pathlib
import sys
import threading
import unittest

import postgres_server
import s3_server
from case import RedshiftCase

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "cluster"))
import aws_server  # noqa: E402
import cloud as account  # noqa: E402
import s3_state  # noqa: E402

NAME = "journey"
STAGING = "journeys"


class S3WithObjects(s3_state.S3State):
    """Has its buckets in an S3 server, too."""

    def __init__(self, state: s3_state.S3State, client):
        self.__dict__.update(state.__dict__)
        self._client = client

    def create_bucket(self, parameters: dict) -> dict:
        answer = super().create_bucket(parameters)
        self._client.create_bucket(Bucket=parameters["Bucket"])
        return answer

    def delete_bucket(self, parameters: dict) -> dict:
        name = parameters["Bucket"]
        self.buckets[name].objects = {entry["Key"] for entry in self._client.list_objects_v2(Bucket=name).get("Contents", [])}
        answer = super().delete_bucket(parameters)
        self._client.delete_bucket(Bucket=name)
        return answer


class Journey(RedshiftCase):
    def setUp(self) -> None:
        super().setUp()
        self.account = account.Cloud(password=postgres_server.PASSWORD)
        for service in (self.account.redshift, self.account.serverless):
            service.endpoint = ("localhost", self.cluster.port)
            service.login = (postgres_server.USER, postgres_server.PASSWORD)
        self.account.services["s3"] = S3WithObjects(self.account.s3, self.s3.client())
        self.addCleanup(self.remove_bucket)
        self.aws = self.enterContext(aws_server.AwsServer(self.account, objects_at=self.s3.port))
        self.aws.secrets = {s3_server.KEY: s3_server.SECRET}
        self.addCleanup(lambda: self.assertEqual(self.aws.mismatches, []))
        self.environment |= {"AWS_ENDPOINT_URL": self.aws.url, "SPARKIFY_CHECKIP_URL": f"{self.aws.url}/checkip"}
        del self.environment["AWS_ENDPOINT_URL_S3"]
        self.put_data()
        self.describe()

    def remove_bucket(self) -> None:
        client = self.s3.client()
        for name in self.account.s3.buckets:
            for entry in client.list_objects_v2(Bucket=name).get("Contents", []):
                client.delete_object(Bucket=name, Key=entry["Key"])
            client.delete_bucket(Bucket=name)

    def describe(self, more: str = "") -> None:
        (self.folder / "dwh.cfg").write_text(
            f"[DWH]\nDWH_CLUSTER_IDENTIFIER={NAME}\nDWH_DB={self.database}\nDWH_DB_USER={postgres_server.USER}\n{more}\n"
            f"[S3]\nLOG_DATA=s3://{s3_server.BUCKET}/log_data/\nSONG_DATA=s3://{s3_server.BUCKET}/song_data/\n"
            f"STAGING=s3://{STAGING}/staging\n")

    def create(self, *arguments: str) -> None:
        self.succeed(self.sparkify("cluster", "create", "--yes", *arguments))
        # COPY may read what the policy of the role says, and nothing else; and it has to be told the role.
        self.cloud.default_role = None
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

    def kill(self, *command: str) -> None:
        """While COPY reads what the command has put into the bucket."""
        copying, killed = threading.Event(), threading.Event()
        self.cluster.faults.before_rows = lambda: (copying.set(), killed.wait())
        process = self.start(*command)
        self.assertTrue(copying.wait(60))
        process.kill()
        self.finish(process)
        self.cluster.faults.before_rows = None
        killed.set()
        self.assertTrue(self.staged())

    def staged(self) -> list[str]:
        return [entry["Key"] for entry in self.s3.client().list_objects_v2(Bucket=STAGING).get("Contents", [])]

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

    def test_ends_with_nothing_left_of_a_run_that_was_killed(self):
        self.create()
        self.kill("etl", "--progress", "none")
        self.end()

    def test_ends_with_nothing_left_of_a_doctor_that_was_killed(self):
        self.create()
        self.kill("doctor")
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

    def test_as_somebody_else_of_a_serverless_workgroup_is_with_a_temporary_password(self):
        self.create("--serverless")
        (self.folder / "dwh.cfg").write_text((self.folder / "dwh.cfg").read_text() + "[CLUSTER]\nDB_USER=somebody\n")
        self.assertEqual(self.rows("SELECT 1 AS one"), [["1"]])
        self.assertIn("GetCredentials", [call.operation for call in self.account.calls])
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
