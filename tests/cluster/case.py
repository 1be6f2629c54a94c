"""What all tests of the cluster commands have in common: an AWS account to play with, a folder with dwh.cfg, the program."""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import json
import os
import pathlib
import pty
import subprocess
import sys

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path += [str(TESTS), str(TESTS / "s3")]
import aws_server  # noqa: E402
import program_case  # noqa: E402
from cloud import MANAGED_PASSWORD, REGION, Cloud  # noqa: E402
from program_case import Outcome  # noqa: E402

NAME = "dwhcluster"  # as AWS has it; dwh.cfg may write it in capitals
ROLE = f"sparkify-{NAME}"
TAGS = {"sparkify:cluster": NAME, "sparkify:kind": "provisioned"}
PLACE_TAGS = TAGS | {"sparkify:region": REGION}  # of what has its name in no region
ROLE_TAGS = PLACE_TAGS | {"sparkify:buckets": "ours"}
PASSWORD = "Chosen-Passw0rd"
GOES_ON = "`sparkify cluster create` goes on, `sparkify cluster delete` removes it"


@dataclasses.dataclass
class Setting:
    """Set once by run.py."""

    program: pathlib.Path
    moto: pathlib.Path  # its server; need not be there


setting: Setting


class ClusterCase(program_case.ServerCase):
    secrets = (aws_server.SECRET, MANAGED_PASSWORD, PASSWORD)
    lag = 0
    slowness = 1

    def setUp(self) -> None:
        super().setUp()
        self.program = setting.program
        self.cloud = Cloud(self.lag, self.slowness)
        self.server = self.enterContext(aws_server.AwsServer(self.cloud))
        self.addCleanup(lambda: self.assertEqual(self.server.mismatches, []))
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.folder), "AWS_ACCESS_KEY_ID": aws_server.KEY,
            "AWS_SECRET_ACCESS_KEY": aws_server.SECRET, "AWS_EC2_METADATA_DISABLED": "true", "AWS_REGION": REGION,
            "AWS_ENDPOINT_URL": self.server.url, "SPARKIFY_CHECKIP_URL": f"{self.server.url}/checkip"}
        self.configure()

    def renew_cloud(self) -> None:
        """An empty account, behind the same server."""
        self.cloud = self.server.cloud = Cloud(self.lag, self.slowness)

    def configure(self, dwh: str = "DWH_CLUSTER_IDENTIFIER=dwhCluster\n", more: str = "") -> None:
        (self.folder / "dwh.cfg").write_text(
            f"[DWH]\n{dwh}\n[S3]\nLOG_DATA=s3://udacity-dend/log_data\nSONG_DATA=s3://udacity-dend/song_data\n"
            f"STAGING=s3://ours/staging/\n{more}")

    def cluster(self, *arguments: str, **environment: str) -> Outcome:
        return self.sparkify("cluster", *arguments, **environment)

    @contextlib.contextmanager
    def asked(self, *arguments: str):
        """The command with a terminal to answer in, which it waits for: (process, answer)."""
        leader, terminal = pty.openpty()
        with open(terminal, "rb") as answers, open(leader, "wb", buffering=0) as keyboard:
            process = subprocess.Popen([str(self.program), "cluster", *arguments], cwd=self.folder, env=self.environment,
                                       stdin=answers, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            yield process, lambda text: keyboard.write(text.encode())

    def create(self, *arguments: str) -> Outcome:
        return self.succeed(self.cluster("create", "--yes", *arguments))

    def delete(self, *arguments: str) -> Outcome:
        return self.succeed(self.cluster("delete", "--yes", *arguments))

    def status(self) -> dict:
        return json.loads(self.succeed(self.cluster("status", "--output", "json")).stdout)

    def changes(self) -> list[str]:
        return [call.operation for call in self.cloud.changes]


class AnyOrderCase(ClusterCase):
    """Commands after each other, from each state: they succeed, or say what to do, and delete ends it all."""

    def left(self) -> dict[str, list[str]]:
        """All that is in the account."""
        return self.cloud.left()

    def live_after(self, first: str) -> None:
        for commands in itertools.product(("create", "pause", "resume", "delete"), repeat=2):
            with self.subTest((first, *commands)):
                self.live(first, *commands)

    def live(self, *commands: str) -> None:
        state = "absent"
        for command in commands:
            possible = {"create": state != "paused", "delete": True}.get(command, state != "absent")
            outcome = self.cluster(command, *(["--yes"] if command in ("create", "delete") else []))
            self.assertEqual(outcome.code == 0, possible, f"{command} when {state}: {outcome.stderr}")
            if possible:
                state = {"create": "available", "delete": "absent", "pause": "paused", "resume": "available"}[command]
            else:
                self.assertIn("`sparkify cluster ", outcome.stderr)
            self.assertEqual(self.status()["state"], state)
        self.delete()
        self.assertEqual(self.left(), {})

    def test_that_begins_with_create_ends_with_nothing_left(self):
        self.live_after("create")

    def test_that_begins_with_pause_ends_with_nothing_left(self):
        self.live_after("pause")

    def test_that_begins_with_resume_ends_with_nothing_left(self):
        self.live_after("resume")

    def test_that_begins_with_delete_ends_with_nothing_left(self):
        self.live_after("delete")


class FailureCase(ClusterCase):
    slowness = 0

    def fail_to_create(self, code: int, *words: str):
        return self.fail_with(self.cluster("create", "--yes"), code, *words)

    def leave_nothing(self) -> None:
        self.delete()
        self.assertEqual(self.cloud.left(), {})
