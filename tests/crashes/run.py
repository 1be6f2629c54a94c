"""Whatever ends a run, the warehouse shows the state before it or after it, and the next run ends in the state after it.

The program itself is killed at random moments, finds the disk full at random sizes, and runs twice at once. A few times
by default, hundreds of times with SPARKIFY_THOROUGH=1.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import random
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
    if codes == [0, 6] and "another run holds the warehouse" not in "".join(errors):
        raise Wrong(f"the second run does not say who was first: {errors}")
    if scene.state() != scene.after:
        raise Wrong(f"two runs at once end in\n{scene.state()}instead of\n{scene.after}")
    return f"exit codes {codes}"


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
    return 0


if __name__ == "__main__":
    sys.exit(main())
