"""Whatever ends a run, the warehouse shows the state before it or after it, and the next run ends in the state after it.

The program itself is killed at random moments, finds the disk full at random sizes, and runs twice at once. And it lives
through whole lives: objects come in random portions, some of them grow, some of their records are bad, and runs are killed;
in the end the warehouse holds what one load of everything gives. A few times by default, hundreds of times with
SPARKIFY_THOROUGH=1.
"""

from __future__ import annotations

import argparse
import itertools
import os
import pathlib
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

THOROUGH = os.environ.get("SPARKIFY_THOROUGH", "0") not in ("", "0")
KILLS = 250 if THOROUGH else 30
FULL_DISKS = 60 if THOROUGH else 10
DOUBLE_RUNS = 100 if THOROUGH else 10
LIVES = 40 if THOROUGH else 4

TABLES = ("staging_events", "staging_songs", "songs", "artists", "users", "time", "songplays")


class Wrong(Exception):
    """Something is not as it has to be."""


class Scene:
    """A warehouse that holds some objects, and what it holds when all objects are loaded."""

    def __init__(self, program: str, folder: pathlib.Path) -> None:
        self.program = program
        self.folder = folder
        self.file = folder / "w.duckdb"
        self.first = folder / "first.duckdb"
        self.data = folder / "data"
        self.sparkify("generate", str(self.data), "--events", "6000", "--songs", "150", "--users", "40",
                      "--days", "6", "--seed", "5")
        later = folder / "later"
        later.mkdir()
        moved = sorted((self.data / "log_data").rglob("*.json"))[3:] + sorted(
            (self.data / "song_data").rglob("*.json"))[100:]
        for number, file in enumerate(moved):
            shutil.move(file, later / str(number))
        self.require_done(self.etl())
        self.before = self.state()
        shutil.copy(self.file, self.first)
        for number, file in enumerate(moved):
            shutil.move(later / str(number), file)
        begin = time.monotonic()
        self.require_done(self.etl())
        self.duration = time.monotonic() - begin
        self.after = self.state()
        if self.before == self.after:
            raise Wrong("the second run changes nothing")

    def start_over(self) -> None:
        """Puts the warehouse back that holds some of the objects."""
        for rest in self.folder.glob("w.duckdb*"):
            if rest.is_dir():
                shutil.rmtree(rest)
            else:
                rest.unlink()
        shutil.copy(self.first, self.file)

    def sparkify(self, *arguments: str) -> str:
        """What a command that has to succeed prints."""
        done = subprocess.run([self.program, *arguments], cwd=self.folder, capture_output=True, text=True,
                              check=False)
        if done.returncode != 0:
            raise Wrong(f"sparkify {arguments[0]} ends with {done.returncode}: {done.stderr}")
        return done.stdout

    def etl(self, **options) -> subprocess.Popen:
        """Starts a run on all objects that are there."""
        return subprocess.Popen(
            [self.program, "etl", "--warehouse", f"duckdb:{self.file}", "--log-data", self.data / "log_data",
             "--song-data", self.data / "song_data", "--progress", "none"],
            cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **options)

    @staticmethod
    def require_done(run: subprocess.Popen) -> None:
        """Waits for a run that has to succeed."""
        _, errors = run.communicate()
        if run.returncode != 0:
            raise Wrong(f"a run ends with {run.returncode}: {errors}")

    def query(self, statement: str) -> str:
        """The result of a statement, as CSV."""
        return self.sparkify("query", statement, "--format", "csv", "--warehouse", f"duckdb:{self.file}")

    def state(self) -> str:
        """All that the tables hold, load_id and songplay_id included, and the objects that the ledger knows."""
        sums = " UNION ALL ".join(
            f"SELECT '{table}', COUNT(*), SUM(CAST(hash({table}) AS HUGEINT)) FROM {table}" for table in TABLES)
        objects = "SELECT 'objects', COUNT(*), SUM(CAST(hash(objects) AS HUGEINT)) FROM etl.objects AS objects"
        return self.query(f"{sums} UNION ALL {objects}")

    def require_before_or_after(self) -> None:
        """The tables and the ledger agree on one of the two states."""
        state = self.state()
        if state not in (self.before, self.after):
            raise Wrong(f"neither before nor after:\n{state}before:\n{self.before}after:\n{self.after}")

    def require_that_the_next_run_ends_well(self) -> None:
        """The next run ends in the state after it. Its number may be another one where a failed run was recorded."""
        self.require_done(self.etl())
        counts = [line.rsplit(",", 1)[0] for line in self.state().splitlines()]
        if counts != [line.rsplit(",", 1)[0] for line in self.after.splitlines()]:
            raise Wrong(f"the next run ends in\n{self.state()}instead of\n{self.after}")
        self.sparkify("check", "--warehouse", f"duckdb:{self.file}")


def kill(scene: Scene, chance: random.Random) -> str:
    """Kills a run at a random moment."""
    run = scene.etl()
    moment = chance.uniform(0, 1.2 * scene.duration)
    time.sleep(moment)
    run.send_signal(signal.SIGKILL)
    run.communicate()
    scene.require_before_or_after()
    return f"killed after {moment:.3f} s of {scene.duration:.3f} s"


def fill_the_disk(scene: Scene, chance: random.Random) -> str:
    """Lets no file grow beyond a random size, which is what a full disk comes to, for every user."""
    size = scene.first.stat().st_size
    limit = chance.randrange(size // 4, 3 * size)

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    run = scene.etl(preexec_fn=limited)
    _, errors = run.communicate()
    if run.returncode not in (0, 1, 5):
        raise Wrong(f"a full disk ends a run with {run.returncode}: {errors}")
    if scene.state() != (scene.after if run.returncode == 0 else scene.before):
        raise Wrong(f"a run that ends with {run.returncode} leaves\n{scene.state()}: {errors}")
    last = scene.query("SELECT status FROM etl.runs ORDER BY run_id DESC LIMIT 1")
    if run.returncode != 0 and "failed" not in last:
        raise Wrong(f"a run that ends with {run.returncode} is not recorded: {errors}")
    return f"no file beyond {limit} bytes, exit {run.returncode}"


def run_twice(scene: Scene, chance: random.Random) -> str:
    """Starts two runs at about the same time: the second waits for nothing and says who was first."""
    runs = [scene.etl()]
    time.sleep(chance.uniform(0, scene.duration / 2))
    runs.append(scene.etl())
    errors = [run.communicate()[1] for run in runs]
    codes = sorted(run.returncode for run in runs)
    if codes not in ([0, 0], [0, 6]):
        raise Wrong(f"two runs at once end with {codes}: {errors}")
    said = re.search(r"another run holds the warehouse.*process (\d+) of .*, since 20", "".join(errors), re.DOTALL)
    if codes == [0, 6] and (said is None or int(said[1]) not in [run.pid for run in runs]):
        raise Wrong(f"the second run does not say who was first: {errors}")
    if scene.state() != scene.after:
        raise Wrong(f"two runs at once end in\n{scene.state()}instead of\n{scene.after}")
    return f"exit codes {codes}"


class Life:
    """A warehouse that objects come to bit by bit, from the first one to the last."""

    # What does not depend on the portions: everything but the numbers of runs and plays.
    STAR = {
        "songs": "songs",
        "artists": "artists",
        "users": "users",
        "time": "time",
        "songplays": "start_time, user_id, level, song_id, artist_id, session_id, location, user_agent",
    }
    # All runs whose account or whose part of the ledger does not agree with what the tables hold.
    WRONG_RUNS = """
        SELECT * FROM etl.runs WHERE status = 'done' AND (
               records_read <> records_staged + records_rejected
            OR events_staged <> plays_added + plays_known + no_plays
            OR records_staged <> (SELECT COALESCE(SUM(records), 0) FROM etl.objects WHERE objects.run_id = runs.run_id)
            OR records_rejected <> (SELECT COALESCE(SUM(rejects), 0) FROM etl.objects WHERE objects.run_id = runs.run_id)
            OR records_rejected <> (SELECT COUNT(*) FROM etl.rejects WHERE rejects.run_id = runs.run_id)
            OR records_staged <> (SELECT COUNT(*) FROM staging_events WHERE load_id = run_id)
                               + (SELECT COUNT(*) FROM staging_songs WHERE load_id = run_id)
            OR events_staged <> (SELECT COUNT(*) FROM staging_events WHERE load_id = run_id))"""
    LOST_PLAYS = "SELECT SUM(plays_added) <> (SELECT COUNT(*) FROM songplays) FROM etl.runs WHERE status = 'done'"
    OPEN_REJECTS = """SELECT object, line, column_name, value, reason, record FROM etl.rejects WHERE status = 'open'
                      ORDER BY ALL"""
    KNOWN = "SELECT object, arg_max(size, run_id) AS size FROM etl.objects GROUP BY object ORDER BY object"

    def __init__(self, program: str, folder: pathlib.Path, chance: random.Random) -> None:
        self.program = program
        self.folder = folder
        self.chance = chance
        self.data = folder / "data"
        self.killed = 0
        subprocess.run([program, "generate", "all", "--faults", "--events", "1500", "--songs", "60", "--users", "15",
                        "--days", "7", "--log-objects", "9", "--seed", str(chance.randrange(10**6))],
                       cwd=folder, check=True, stdout=subprocess.DEVNULL)
        self.to_come = sorted(file for source in ("log_data", "song_data")
                              for file in (folder / "all" / source).rglob("*") if file.is_file())
        chance.shuffle(self.to_come)
        (self.data / "log_data").mkdir(parents=True)
        (self.data / "song_data").mkdir()

    def live(self) -> str:
        """Delivers everything, killing about every second run, and then looks at what has come of it."""
        portions = 0
        while self.to_come:
            self.deliver(self.chance.randrange(1, 2 + len(self.to_come) // 2))
            self.run(kill=self.chance.random() < 0.5)
            portions += 1
        self.run(kill=False)
        self.compare_with_one_load()
        return f"{portions} portions, {self.killed} runs killed"

    def deliver(self, objects: int) -> None:
        """Some objects arrive, a few of them with their beginning only: they come again, whole."""
        for file in self.to_come[:objects]:
            target = self.data / file.relative_to(self.folder / "all")
            target.parent.mkdir(parents=True, exist_ok=True)
            content = file.read_bytes()
            if not target.exists() and self.chance.random() < 0.3:
                target.write_bytes(content[:self.chance.randrange(len(content))])
                self.to_come.append(file)
            else:
                target.write_bytes(content)
        del self.to_come[:objects]

    def run(self, kill: bool) -> None:
        """One run on what is there, perhaps killed."""
        run = subprocess.Popen(self.etl("w.duckdb", []), cwd=self.folder, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, text=True)
        if kill:
            time.sleep(self.chance.uniform(0, 0.2))
            run.send_signal(signal.SIGKILL)
        _, errors = run.communicate()
        if run.returncode == -signal.SIGKILL:
            self.killed += 1
        elif run.returncode != 0:
            raise Wrong(f"a run ends with {run.returncode}: {errors}")

    def etl(self, warehouse: str, more: list[str]) -> list[str]:
        """The command line of a run."""
        return [self.program, "etl", "--warehouse", f"duckdb:{warehouse}", "--log-data", "data/log_data",
                "--song-data", "data/song_data", "--max-errors", "100000", "--progress", "none", *more]

    def compare_with_one_load(self) -> None:
        """The star, the open rejects and the ledger are those of one load of everything."""
        subprocess.run(self.etl("once.duckdb", []), cwd=self.folder, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        for table, columns in self.STAR.items():
            statement = f"SELECT {'*' if columns == table else columns} FROM {table} ORDER BY ALL"
            self.require_equal(f"the table {table}", self.query("w.duckdb", statement),
                               self.query("once.duckdb", statement))
        for what, statement in (("the open rejects", self.OPEN_REJECTS), ("the known objects", self.KNOWN)):
            self.require_equal(what, self.query("w.duckdb", statement), self.query("once.duckdb", statement))
        wrong = self.query("w.duckdb", self.WRONG_RUNS).splitlines()[1:]
        if wrong:
            raise Wrong(f"runs whose account is wrong: {wrong}")
        if "true" in self.query("w.duckdb", self.LOST_PLAYS):
            raise Wrong("the runs added other plays than there are")

    def query(self, warehouse: str, statement: str) -> str:
        """The result of a statement, as CSV."""
        return subprocess.run(
            [self.program, "query", statement, "--format", "csv", "--warehouse", f"duckdb:{warehouse}"],
            cwd=self.folder, check=True, capture_output=True, text=True).stdout

    @staticmethod
    def require_equal(what: str, found: str, expected: str) -> None:
        """Shows the first line that differs."""
        if found == expected:
            return
        differing = [pair for pair in itertools.zip_longest(found.splitlines(), expected.splitlines())
                     if pair[0] != pair[1]]
        raise Wrong(f"{what} differs from that of one load: {differing[0][0]} instead of {differing[0][1]}")


def live_lives(program: str, folder: pathlib.Path, chance: random.Random) -> bool:
    """Whole lives, each with data and a folder of its own."""
    for number in range(LIVES):
        place = folder / f"life {number}"
        place.mkdir()
        life = Life(program, place, chance)
        try:
            print(f"        a life: {life.live()}", flush=True)
        except Wrong as wrong:
            print(f"FAILED  life {number}, {life.killed} runs killed: {wrong}")
            return False
        shutil.rmtree(place)
    print(f"ok      lives, {LIVES} times", flush=True)
    return True


def main() -> int:
    """Runs everything and tells what went wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    print(f"seed {arguments.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="sparkify-crashes-") as folder:
        scene = Scene(os.path.abspath(arguments.program), pathlib.Path(folder))
        for accident, times in ((kill, KILLS), (fill_the_disk, FULL_DISKS), (run_twice, DOUBLE_RUNS)):
            for attempt in range(times):
                scene.start_over()
                what = "before it began"
                try:
                    what = accident(scene, chance)
                    scene.require_that_the_next_run_ends_well()
                except Wrong as wrong:
                    print(f"FAILED  {accident.__name__} {attempt} ({what}): {wrong}")
                    return 1
            print(f"ok      {accident.__name__}, {times} times", flush=True)
        return 0 if live_lives(scene.program, pathlib.Path(folder), chance) else 1


if __name__ == "__main__":
    sys.exit(main())
