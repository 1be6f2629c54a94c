"""What all tests of PostgreSQL have in common: a server, a database of one's own, a folder to work in, and the program."""

from __future__ import annotations

import dataclasses
import itertools
import json
import os
import pathlib
import subprocess
import sys

import postgres_server

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import program_case  # noqa: E402
from program_case import EVENTS, SONG, Outcome  # noqa: E402


@dataclasses.dataclass
class Setting:
    """Set once by run.py."""

    program: pathlib.Path
    server: postgres_server.PostgresServer


setting: Setting

_numbers = itertools.count(1)


class PostgresCase(program_case.ServerCase):
    """Each test has an empty database. `url` leads there."""

    secrets = (postgres_server.PASSWORD, "pa%27ss")

    def setUp(self) -> None:
        super().setUp()
        self.program = setting.program
        self.server = setting.server
        self.database = f"case_{next(_numbers)}"
        self.server.sql(f"CREATE DATABASE {self.database}")
        self.addCleanup(self.server.sql, f"DROP DATABASE {self.database} WITH (FORCE)")
        self.url = self.server.url_of(self.database)
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder)}

    def start(self, *arguments: str, url: str | None = None, **environment: str) -> subprocess.Popen:
        return super().start("--warehouse", url or self.url, *arguments, **environment)

    def put_data(self) -> None:
        """As little as shows that a run works: a song and two events, one of them a play."""
        for name in ("log_data", "song_data"):
            (self.folder / name).mkdir(exist_ok=True)
        self.put_song("a.json")
        self.put_log("a.json", *EVENTS)

    def put_song(self, name: str, **changes) -> None:
        (self.folder / "song_data" / name).write_text(json.dumps(SONG | changes))

    def put_log(self, name: str, *events: dict) -> None:
        (self.folder / "log_data" / name).write_text("\n".join(json.dumps(event) for event in events))

    ETL = ("etl", "--log-data", "log_data", "--song-data", "song_data", "--progress", "none")

    def etl(self, *arguments: str, url: str | None = None, **environment: str) -> Outcome:
        return self.sparkify(*self.ETL, *arguments, url=url, **environment)

    def sql(self, *statements: str) -> str:
        return self.server.sql(*statements, database=self.database)

    def hold(self, table: str) -> postgres_server.Holder:
        """Keeps others from writing to a table, as long as it is used as a context."""
        return postgres_server.Holder(self.server, self.database, f"LOCK TABLE {table} IN SHARE MODE")

    def wait_until_blocked(self) -> str:
        """Waits until a session of the program waits for a lock; returns its process id."""
        query = ("SELECT min(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock' "
                 f"AND datname = '{self.database}' AND application_name LIKE 'sparkify%'")
        self.wait_until(lambda: self.server.sql(query) != "", "the run to wait for a lock")
        return self.server.sql(query)
