"""The same journey against moto's server, which others have written: what both stand-ins take for AWS is less likely to be what
only one of us believes. moto plays no slow states, and has no Redshift Serverless."""

from __future__ import annotations

import json
import socket
import subprocess
import time
import unittest
import urllib.request

import botocore.session

import case
from case import NAME, ROLE
from cloud import REGION


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Moto(case.AnyOrderCase):
    def setUp(self) -> None:
        program = case.setting.moto
        if not program.exists():
            self.skipTest(f"there is no {program} (`script/bootstrap moto` installs it)")
        super().setUp()
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        server = subprocess.Popen([str(program), "-H", "127.0.0.1", "-p", str(port)], stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL, cwd=self.folder)
        self.addCleanup(server.wait)
        self.addCleanup(server.terminate)
        self.wait_until(self.answers, "moto")
        self.environment["AWS_ENDPOINT_URL"] = self.url
        self.environment["AWS_ENDPOINT_URL_REDSHIFT_SERVERLESS"] = self.server.url

    def answers(self) -> bool:
        try:
            return urllib.request.urlopen(f"{self.url}/moto-api/data.json", timeout=5).status == 200
        except OSError:
            time.sleep(0.1)
            return False

    def client(self, service: str):
        return botocore.session.get_session().create_client(
            service, region_name=REGION, endpoint_url=self.url, aws_access_key_id="x", aws_secret_access_key="y")

    def left(self) -> dict[str, list[str]]:
        groups = self.client("ec2").describe_security_groups()["SecurityGroups"]
        clusters = self.client("redshift").describe_clusters()["Clusters"]
        roles = self.client("iam").list_roles()["Roles"]
        secrets = self.client("secretsmanager").list_secrets()["SecretList"]
        buckets = self.client("s3").list_buckets()["Buckets"]
        things = {"buckets": [bucket["Name"] for bucket in buckets],
                  "roles": [role["RoleName"] for role in roles],
                  "groups": [group["GroupName"] for group in groups if group["GroupName"] != "default"],
                  "clusters": [cluster["ClusterIdentifier"] for cluster in clusters],
                  "secrets": [secret["Name"] for secret in secrets]}
        return {name: names for name, names in things.items() if names}

    def test_sees_a_cluster_come_and_go(self):
        self.create()
        self.assertTrue(self.status()["usable"])
        self.create()
        self.assertEqual([role["name"] for role in self.status()["roles_made"]], [ROLE])
        self.assertEqual(self.status()["buckets_made"], ["ours"])
        [listed] = json.loads(self.succeed(self.cluster("list", "--output", "json")).stdout)["clusters"]
        self.assertEqual((listed["cluster"], listed["state"], listed["buckets_made"]), (NAME, "available", ["ours"]))
        self.assertEqual([thing["name"] for thing in listed["roles_made"] + listed["security_groups"]], [ROLE, ROLE])
        self.succeed(self.cluster("pause"))
        self.assertEqual(self.status()["state"], "paused")
        self.succeed(self.cluster("resume"))
        self.delete()
        self.assertEqual(self.left(), {})
        self.assertEqual(json.loads(self.cluster("list", "--output", "json").stdout)["clusters"], [])
        self.assertIn("There is nothing", self.delete().stdout)


if __name__ == "__main__":
    unittest.main()
