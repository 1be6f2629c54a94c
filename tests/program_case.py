"""What the tests of the finished program have in common, whatever server they need: a folder to work in, how a command
ended, and the least data that shows that a run works."""

from __future__ import annotations

import dataclasses
import pathlib
import tempfile
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


# A song and two events, one of them a play.
SONG = {"num_songs": 1, "artist_id": "AR1", "artist_latitude": None, "artist_longitude": None,
        "artist_location": "", "artist_name": "Ada", "song_id": "SO1", "title": "Loops", "duration": 200.5, "year": 0}
EVENTS = [
    {"artist": "Ada", "auth": "Logged In", "firstName": "Jo", "gender": "F", "itemInSession": item, "lastName": "Li",
     "length": 200.5, "level": "paid", "location": "Here", "method": "PUT", "page": page, "registration": 1.0,
     "sessionId": 1, "song": "Loops", "status": 200, "ts": 1541105830796 + item, "userAgent": "x", "userId": "7"}
    for item, page in enumerate(["NextSong", "Home"])]
