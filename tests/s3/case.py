"""What all tests of S3 have in common: a server, a proxy before it, a folder to work in, and the program."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import fault_proxy
import s3_server


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


@dataclasses.dataclass
class Outcome:
    code: int
    stdout: str
    stderr: str


class S3Case(unittest.TestCase):
    """Everything in the bucket is gone before each test."""

    maxDiff = 4000

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="sparkify-s3-test-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.server = setting.server
        self.server.clear()
        self.proxy = fault_proxy.FaultProxy(self.server.port)
        self.proxy.secrets[s3_server.KEY] = s3_server.SECRET
        self.enterContext(self.proxy)
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.folder), "AWS_ACCESS_KEY_ID": s3_server.KEY,
            "AWS_SECRET_ACCESS_KEY": s3_server.SECRET, "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_ENDPOINT_URL_S3": self.proxy.url}

    def enterContext(self, context):  # of unittest only since Python 3.11
        value = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return value

    def sparkify(self, *arguments: str, timeout: float = 120, **environment: str) -> Outcome:
        result = subprocess.run(
            [str(setting.program), *arguments], cwd=self.folder, env=self.environment | environment,
            stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout, check=False)
        return Outcome(result.returncode, result.stdout.decode("utf-8", "replace"),
                       result.stderr.decode("utf-8", "replace"))

    def etl(self, *arguments: str, logs: str = f"s3://{s3_server.BUCKET}/log_data/",
            songs: str = f"s3://{s3_server.BUCKET}/song_data/", warehouse: str = "s3.duckdb",
            **environment: str) -> Outcome:
        return self.sparkify("etl", "--warehouse", f"duckdb:{warehouse}", "--log-data", logs, "--song-data", songs,
                             *arguments, **environment)

    def succeed(self, outcome: Outcome) -> Outcome:
        self.assertEqual(outcome.code, 0, outcome.stderr + outcome.stdout)
        return outcome

    def fail_with(self, outcome: Outcome, code: int, *words: str) -> Outcome:
        """The run failed, and its error says this."""
        self.assertEqual(outcome.code, code, outcome.stderr + outcome.stdout)
        for word in words:
            self.assertIn(word, outcome.stderr)
        return outcome

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


SONG = {"num_songs": 1, "artist_id": "AR1", "artist_latitude": None, "artist_longitude": None,
        "artist_location": "", "artist_name": "Ada", "song_id": "SO1", "title": "Loops", "duration": 200.5, "year": 0}
EVENTS = [
    {"artist": "Ada", "auth": "Logged In", "firstName": "Jo", "gender": "F", "itemInSession": item, "lastName": "Li",
     "length": 200.5, "level": "paid", "location": "Here", "method": "PUT", "page": page, "registration": 1.0,
     "sessionId": 1, "song": "Loops", "status": 200, "ts": 1541105830796 + item, "userAgent": "x", "userId": "7"}
    for item, page in enumerate(["NextSong", "Home"])]
