"""A real S3 server program (s3rver, which checks signatures) on a free port of loopback, with its data in a folder
that goes away, and botocore as the client that puts objects there."""

from __future__ import annotations

import os
import pathlib
import socket
import subprocess
import tempfile
import time

import botocore.config
import botocore.session

KEY = "S3RVER"
SECRET = "S3RVER"
BUCKET = "sparkify"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class S3Server:
    """Runs while it is used as a context."""

    def __init__(self, program: pathlib.Path):
        self.port = free_port()
        self._program = program
        self._folder = tempfile.TemporaryDirectory(prefix="sparkify-s3-")
        self._process: subprocess.Popen | None = None

    def __enter__(self) -> S3Server:
        # Its continuation tokens are encrypted by a cipher that OpenSSL 3 keeps apart.
        environment = os.environ | {"NODE_OPTIONS": "--openssl-legacy-provider"}
        self._process = subprocess.Popen(
            [str(self._program), "--directory", self._folder.name, "--address", "127.0.0.1", "--port", str(self.port),
             "--silent", "--configure-bucket", BUCKET],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._wait()
        return self

    def __exit__(self, *_exception) -> None:
        self._process.terminate()
        self._process.wait()
        self._folder.cleanup()

    def _wait(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise RuntimeError("the S3 server ended at once")
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the S3 server does not start")

    def client(self):
        """Independent of what the program under test does."""
        return botocore.session.Session().create_client(
            "s3", region_name="us-east-1", endpoint_url=f"http://127.0.0.1:{self.port}",
            aws_access_key_id=KEY, aws_secret_access_key=SECRET,
            config=botocore.config.Config(s3={"addressing_style": "path"}, retries={"max_attempts": 3}))

    def put(self, key: str, body: bytes) -> None:
        self._cached_client().put_object(Bucket=BUCKET, Key=key, Body=body)

    def put_folder(self, folder: pathlib.Path, prefix: str) -> None:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                self.put(f"{prefix}{file.relative_to(folder)}", file.read_bytes())

    def clear(self) -> None:
        """Removes all objects."""
        client = self._cached_client()
        while contents := client.list_objects_v2(Bucket=BUCKET).get("Contents"):
            for entry in contents:
                client.delete_object(Bucket=BUCKET, Key=entry["Key"])

    def _cached_client(self):
        if not hasattr(self, "_client"):
            self._client = self.client()
        return self._client
