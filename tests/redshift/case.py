"""What all tests of Redshift have in common: the stand-in for a cluster with a PostgreSQL and an S3 server behind it, a
database of one's own, a folder to work in, and the program."""

from __future__ import annotations

import dataclasses
import itertools
import json
import os
import pathlib
import subprocess
import sys

import copy_command
import redshift_server

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path += [str(TESTS), str(TESTS / "postgres"), str(TESTS / "s3")]
import postgres_server  # noqa: E402
import program_case  # noqa: E402
import s3_server  # noqa: E402
from program_case import EVENTS, SONG, Outcome  # noqa: E402

TEMPLATE = "redshift_template"
ROLE = "arn:aws:iam::123456789012:role/loader"


@dataclasses.dataclass
class Setting:
    """Set once by run.py."""

    program: pathlib.Path
    postgres: postgres_server.PostgresServer
    s3: s3_server.S3Server
    folder: pathlib.Path  # with authority.pem and server.pem
    sample: pathlib.Path

    def stand_in(self, **options) -> redshift_server.RedshiftServer:
        options.setdefault("certificate", self.folder / "server.pem")
        options.setdefault("cloud", copy_command.Cloud(self.s3.client()))
        return redshift_server.RedshiftServer(self.postgres.port, self.postgres.folder, postgres_server.USER, **options)


setting: Setting

_numbers = itertools.count(1)


def make_template(server: postgres_server.PostgresServer) -> None:
    server.sql(f"CREATE DATABASE {TEMPLATE} TEMPLATE template0 LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'")
    server.sql((pathlib.Path(__file__).parent / "catalog.sql").read_text(), database=TEMPLATE)


def make_certificate(folder: pathlib.Path) -> None:
    """An authority, and a certificate of it for localhost."""
    def openssl(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "authority.key", "-out", "authority.pem", "-subj",
            "/CN=authority of the tests", "-days", "2")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost")
    (folder / "names").write_text("subjectAltName=DNS:localhost")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "authority.pem", "-CAkey", "authority.key", "-CAcreateserial",
            "-out", "server.crt", "-days", "2", "-extfile", "names")
    (folder / "server.pem").write_bytes((folder / "server.key").read_bytes() + (folder / "server.crt").read_bytes())


class RedshiftCase(program_case.ServerCase):
    """Each test has a stand-in of its own, with an empty database, and an empty bucket."""

    serverless = False
    secrets = (postgres_server.PASSWORD, "pa%27ss")

    def setUp(self) -> None:
        super().setUp()
        self.program = setting.program
        self.s3 = setting.s3
        self.s3.clear()
        self.database = f"case_{next(_numbers)}"
        setting.postgres.sql(f"CREATE DATABASE {self.database} TEMPLATE {TEMPLATE}")
        self.addCleanup(setting.postgres.sql, f"DROP DATABASE {self.database} WITH (FORCE)")
        self.cloud = copy_command.Cloud(self.s3.client(), roles={ROLE: ("s3://",)})
        self.cluster = self.enterContext(setting.stand_in(cloud=self.cloud, serverless=self.serverless))
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.folder), "PGSSLROOTCERT": str(setting.folder / "authority.pem"),
            "AWS_ACCESS_KEY_ID": s3_server.KEY, "AWS_SECRET_ACCESS_KEY": s3_server.SECRET,
            "AWS_EC2_METADATA_DISABLED": "true", "AWS_REGION": "us-east-1",
            "AWS_ENDPOINT_URL_S3": f"http://127.0.0.1:{self.s3.port}"}
        self.configure()

    def configure(self, staging: str = f"s3://{s3_server.BUCKET}/staging", user: str = postgres_server.USER,
                  password: str = postgres_server.PASSWORD, host: str = "localhost", port: int | None = None,
                  more: str = "") -> None:
        (self.folder / "dwh.cfg").write_text(
            f"[CLUSTER]\nHOST={host}\nDB_NAME={self.database}\nDB_USER={user}\nDB_PASSWORD={password}\n"
            f"DB_PORT={port or self.cluster.port}\n[S3]\nLOG_DATA=s3://{s3_server.BUCKET}/log_data/\n"
            f"SONG_DATA=s3://{s3_server.BUCKET}/song_data/\n" + (f"STAGING={staging}\n" if staging else "") + more)

    def etl(self, *arguments: str, **environment: str) -> Outcome:
        return self.sparkify("etl", "--progress", "none", *arguments, **environment)

    def rejects(self, *arguments: str) -> list[list[str]]:
        return self.rows("SELECT table_name, object, line, column_name, value, reason, status FROM etl.rejects "
                         "ORDER BY object, line", *arguments)

    def put_data(self) -> None:
        """As little as shows that a run works: a song and two events, one of them a play."""
        self.put_song("a.json")
        self.put_log("a.json", *EVENTS)

    def put_song(self, name: str, **changes) -> None:
        self.s3.put(f"song_data/{name}", json.dumps(SONG | changes).encode())

    def put_log(self, name: str, *events: dict) -> None:
        self.s3.put(f"log_data/{name}", "\n".join(json.dumps(event) for event in events).encode())

    def left_in_staging(self) -> list[str]:
        answer = self.s3.client().list_objects_v2(Bucket=s3_server.BUCKET, Prefix="staging")
        return [entry["Key"] for entry in answer.get("Contents", [])]

    def sql(self, *statements: str) -> str:
        """Past the stand-in."""
        return setting.postgres.sql(*statements, database=self.database)
