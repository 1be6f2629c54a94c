"""What the tests of the finished program have in common, whatever server they need: a folder to work in, how a command
ended, and the least data that shows that a run works."""

from __future__ import annotations

import csv
import dataclasses
import io
import pathlib
import subprocess
import tempfile
import time
import unittest


@dataclasses.dataclass
class Outcome:
    code: int
    stdout: str
    stderr: str


def outcome_of(code: int, stdout: bytes, stderr: bytes) -> Outcome:
    return Outcome(code, stdout.decode("utf-8", "replace"), stderr.decode("utf-8", "replace"))


class ProgramCase(unittest.TestCase):
    maxDiff = 4000

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="sparkify-test-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def enterContext(self, context):  # of unittest only since Python 3.11
        value = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return value

    def succeed(self, outcome: Outcome) -> Outcome:
        self.assertEqual(outcome.code, 0, outcome.stderr + outcome.stdout)
        return outcome

    def fail_with(self, outcome: Outcome, code: int, *words: str) -> Outcome:
        """The command failed, and its error says this."""
        self.assertEqual(outcome.code, code, outcome.stderr + outcome.stdout)
        for word in words:
            self.assertIn(word, outcome.stderr)
        return outcome


class ServerCase(ProgramCase):
    """Against a server: the program has an environment of its own, and must not tell what is secret."""

    program: pathlib.Path
    environment: dict[str, str]
    secrets: tuple[str, ...] = ()

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen:
        return subprocess.Popen(
            [str(self.program), *arguments], cwd=self.folder, env=self.environment | environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def finish(self, process: subprocess.Popen, timeout: float = 120) -> Outcome:
        stdout, stderr = process.communicate(timeout=timeout)
        outcome = outcome_of(process.returncode, stdout, stderr)
        for secret in self.secrets:
            self.assertNotIn(secret, outcome.stdout + outcome.stderr)
        return outcome

    def sparkify(self, *arguments: str, **options: str) -> Outcome:
        return self.finish(self.start(*arguments, **options))

    def rows(self, sql: str, *arguments: str, **options: str) -> list[list[str]]:
        result = self.succeed(self.sparkify("query", "--format", "csv", sql, *arguments, **options))
        return list(csv.reader(io.StringIO(result.stdout)))[1:]

    def history(self) -> list[tuple[str, str]]:
        """Number and status of each run."""
        return [tuple(row) for row in self.rows("SELECT run_id, status FROM etl.runs ORDER BY run_id")]

    def wait_until(self, condition, what: str, timeout: float = 30) -> None:
        deadline = time.monotonic() + timeout
        while not condition():
            self.assertLess(time.monotonic(), deadline, f"waited in vain for {what}")
            time.sleep(0.02)


# A song and two events, one of them a play.
SONG = {"num_songs": 1, "artist_id": "AR1", "artist_latitude": None, "artist_longitude": None,
        "artist_location": "", "artist_name": "Ada", "song_id": "SO1", "title": "Loops", "duration": 200.5, "year": 0}
EVENTS = [
    {"artist": "Ada", "auth": "Logged In", "firstName": "Jo", "gender": "F", "itemInSession": item, "lastName": "Li",
     "length": 200.5, "level": "paid", "location": "Here", "method": "PUT", "page": page, "registration": 1.0,
     "sessionId": 1, "song": "Loops", "status": 200, "ts": 1541105830796 + item, "userAgent": "x", "userId": "7"}
    for item, page in enumerate(["NextSong", "Home"])]
