"""What all tests of S3 have in common: a server, a proxy before it, a folder to work in, and the program."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import os
import pathlib
import subprocess
import sys

import fault_proxy
import s3_server

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import program_case  # noqa: E402
from program_case import EVENTS, SONG, Outcome  # noqa: E402


@dataclasses.dataclass
class Setting:
    """Set once by run.py."""

    program: pathlib.Path
    server: s3_server.S3Server
    sample: pathlib.Path
    quick: bool


setting: Setting

TABLES = {
    "staging_events": "artist, auth, first_name, gender, item_in_session, last_name, length, level, location, method, "
                      "page, registration, session_id, song, status, ts, user_agent, user_id",
    "staging_songs": "num_songs, artist_id, artist_latitude, artist_longitude, artist_location, artist_name, song_id, "
                     "title, duration, year",
    "users": "*", "songs": "*", "artists": "*", "time": "*",
    "songplays": "*",
}


class S3Case(program_case.ProgramCase):
    """Everything in the bucket is gone before each test."""

    def setUp(self) -> None:
        super().setUp()
        self.server = setting.server
        self.server.clear()
        self.proxy = fault_proxy.FaultProxy(self.server.port)
        self.proxy.secrets[s3_server.KEY] = s3_server.SECRET
        self.enterContext(self.proxy)
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.folder), "AWS_ACCESS_KEY_ID": s3_server.KEY,
            "AWS_SECRET_ACCESS_KEY": s3_server.SECRET, "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_ENDPOINT_URL_S3": self.proxy.url}

    def sparkify(self, *arguments: str, timeout: float = 120, **environment: str) -> Outcome:
        result = subprocess.run(
            [str(setting.program), *arguments], cwd=self.folder, env=self.environment | environment,
            stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout, check=False)
        return program_case.outcome_of(result.returncode, result.stdout, result.stderr)

    def etl(self, *arguments: str, logs: str = f"s3://{s3_server.BUCKET}/log_data/",
            songs: str = f"s3://{s3_server.BUCKET}/song_data/", warehouse: str = "s3.duckdb",
            **environment: str) -> Outcome:
        return self.sparkify("etl", "--warehouse", f"duckdb:{warehouse}", "--log-data", logs, "--song-data", songs,
                             *arguments, **environment)

    def rows(self, sql: str, warehouse: str = "s3.duckdb") -> list[list[str]]:
        result = self.succeed(self.sparkify("query", "--warehouse", f"duckdb:{warehouse}", "--format", "csv", sql))
        return list(csv.reader(io.StringIO(result.stdout)))[1:]

    def tables(self, warehouse: str) -> dict[str, list[list[str]]]:
        """All rows of all tables, in an order of their own."""
        return {table: sorted(self.rows(f"SELECT {columns} FROM {table}", warehouse))
                for table, columns in TABLES.items()}

    def generate(self, *options: str) -> pathlib.Path:
        data = self.folder / "data"
        self.succeed(self.sparkify("generate", str(data), *options))
        return data

    def put_data(self, data: pathlib.Path) -> None:
        for name in ("log_data", "song_data"):
            self.server.put_folder(data / name, f"{name}/")

    def put_small_data(self) -> None:
        """As little as shows that a run works: a song and two events, one of them a play."""
        self.server.put("song_data/a.json", json.dumps(SONG).encode())
        self.server.put("log_data/a.json", b"\n".join(json.dumps(event).encode() for event in EVENTS))
