"""The measurements of PostgreSQL: loading against psql's \\copy of the same rows from prepared files, and the transforms
against SQL written by hand for PostgreSQL alone."""

from __future__ import annotations

import json
import pathlib
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "postgres"))
import postgres_server  # noqa: E402

FORMATS = ("text", "csv", "binary")


def missing() -> str:
    """The Debian package that is not installed; empty if it is."""
    return "" if postgres_server.is_installed() else "postgresql-15"


class PostgresMeasurements:
    """A server of its own, with the defaults of PostgreSQL but for fsync (the disk is not what is measured)."""

    def __init__(self, program: str, folder: pathlib.Path, runs: int):
        self._program, self._folder, self._runs = program, folder, runs

    def measure(self, logs: pathlib.Path, songs: pathlib.Path) -> None:
        with postgres_server.PostgresServer() as server:
            self._server = server
            steps = self._etl(logs, songs)
            self._prepare_files()
            rounds = [self._round(logs, songs) for _ in range(self._runs)]
        median = {key: statistics.median(one[key] for one in rounds) for key in rounds[0]}
        print("| loading 2,000,000 events | time | sparkify against it |")
        print("| --- | --- | --- |")
        print(f"| sparkify, from JSON, with ANALYZE | {median['load']:.2f} s | |")
        for form in FORMATS:
            print(f"| psql \\copy, from a prepared file, {form} | {median[form]:.2f} s | "
                  f"{median['load'] / median[form]:.2f} |")
        print()
        by_hand = median["hand"] + median["count"]
        print(f"transforms and keys: {median['star']:.2f} s; by hand: {median['hand']:.2f} s, and "
              f"{median['count']:.2f} s to count what became of the events; ratio {median['star'] / by_hand:.2f}, of the "
              f"tables alone {(median['star'] - median['outcomes']) / median['hand']:.2f}")
        print(f"the whole run: {median['whole']:.2f} s, of which checks {median['check']:.2f} s "
              f"({len(steps)} steps)")

    def _round(self, logs: pathlib.Path, songs: pathlib.Path) -> dict[str, float]:
        taken = {form: self._copy(form) for form in FORMATS}
        taken["hand"] = self._timed_psql("-f", str(ROOT / "bench" / "sql" / "postgres_star.sql"))
        taken["count"] = self._timed_psql("-f", str(ROOT / "bench" / "sql" / "postgres_outcomes.sql"))
        steps = self._etl(logs, songs)
        taken["load"] = steps["load staging_events"]
        taken["outcomes"] = steps["transform event_outcomes"]
        taken["check"] = steps["check"]
        taken["whole"] = sum(steps.values())
        taken["star"] = sum(seconds for step, seconds in steps.items()
                            if step.startswith("transform ") or step == "declare keys")
        return taken

    def _etl(self, logs: pathlib.Path, songs: pathlib.Path) -> dict[str, float]:
        self._psql("-c", "DROP SCHEMA IF EXISTS etl CASCADE", "-c", "DROP SCHEMA public CASCADE", "-c",
                   "CREATE SCHEMA public")
        done = subprocess.run(
            [self._program, "etl", "--warehouse", self._server.url, "--log-data", str(logs), "--song-data", str(songs),
             "--progress", "none", "--output", "json"], check=True, capture_output=True, text=True)
        self._psql("-c", "CHECKPOINT")
        return {step["step"]: step["seconds"] for step in json.loads(done.stdout)["steps"]}

    def _file(self, form: str) -> pathlib.Path:
        return self._folder / f"staging_events.{form}"

    def _prepare_files(self) -> None:
        for form in FORMATS:
            self._psql("-c", f"\\copy staging_events TO '{self._file(form)}' WITH (FORMAT {form})")

    def _copy(self, form: str) -> float:
        self._psql("-c", "CREATE TABLE copied (LIKE staging_events)")
        seconds = self._timed_psql("-c", f"\\copy copied FROM '{self._file(form)}' WITH (FORMAT {form})")
        self._psql("-c", "DROP TABLE copied", "-c", "CHECKPOINT")
        return seconds

    def _timed_psql(self, *arguments: str) -> float:
        begin = time.monotonic()
        self._psql(*arguments)
        return time.monotonic() - begin

    def _psql(self, *arguments: str) -> None:
        subprocess.run(
            [str(postgres_server.PROGRAMS / "psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h",
             str(self._server.folder), "-p", str(self._server.port), "-U", postgres_server.USER, "-d", "postgres",
             *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
