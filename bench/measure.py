"""The measurements behind script/bench. Data is generated once, into build/bench."""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

import postgres
import s3
import s3_server
import timing

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "bench"
DATA = BUILD / "data"
SAMPLE = ROOT.parent / "shared" / "data" / "sparkify-sample"
SPARKIFY = str(BUILD / "sparkify")
DUCKDB_SQL = str(BUILD / "run_duckdb_sql")
THREADS = str(os.cpu_count())


def generated(name: str, *options: str) -> pathlib.Path:
    """The folder of a generated data set."""
    folder = DATA / name
    if not (folder / "log_json_path.json").exists():
        shutil.rmtree(folder, ignore_errors=True)
        timing.run_once([SPARKIFY, "generate", str(folder), *options])
    return folder


def events(count: int, objects: int) -> pathlib.Path:
    """So many events, with 15,000 song objects of one record each."""
    return generated(
        f"{count}-events", "--events", str(count), "--songs", "15000", "--users", "10000",
        "--days", "90", "--log-objects", str(objects))


def fresh(name: str) -> str:
    """The path of a database file that does not exist yet."""
    path = DATA / name
    for old in (path, pathlib.Path(f"{path}.wal")):
        old.unlink(missing_ok=True)
    return str(path)


def etl(logs, songs, *options: str) -> timing.Cost:
    """The whole of sparkify etl into a new file."""
    return timing.run_once([
        SPARKIFY, "etl", "--warehouse", "duckdb:" + fresh("sparkify.duckdb"), "--log-data", str(logs),
        "--song-data", str(songs), "--progress", "none", *options])


def sql(script: str, logs, songs, order: str) -> timing.Cost:
    """The same by DuckDB's SQL. `order` is its setting preserve_insertion_order, which is true by default."""
    return timing.run_once([
        DUCKDB_SQL, fresh("sql.duckdb"), str(ROOT / "bench" / "sql" / script), THREADS, order,
        f"log_data={logs}/**/*.json", f"song_data={songs}/**/*.json"])


def show(what: str, ours: timing.Cost, default: timing.Cost, tuned: timing.Cost) -> None:
    """One line of a comparison, as a row of a table."""
    print(
        f"| {what} | {ours.wall:.2f} s | {default.wall:.2f} s | {default.wall / ours.wall:.1f} | "
        f"{tuned.wall:.2f} s | {tuned.wall / ours.wall:.1f} | {ours.peak / 1e6:.0f} MB |")


def head() -> None:
    """The head of the table that show() fills."""
    print("| job | sparkify | DuckDB SQL | ratio | DuckDB SQL, tuned | ratio | peak memory of sparkify |")
    print("| --- | --- | --- | --- | --- | --- | --- |")


def compare(what: str, script: str, logs, songs, runs: int) -> None:
    """sparkify against SQL with DuckDB's defaults, and with preserve_insertion_order switched off."""
    show(what, *timing.alternate(
        runs,
        lambda: etl(logs, songs),
        lambda: sql(script, logs, songs, "true"),
        lambda: sql(script, logs, songs, "false")))


def measure_whole(runs: int) -> None:
    """2,000,000 events in 200 objects and 15,000 song objects."""
    data = events(2_000_000, 200)
    compare("2,000,000 events, 15,000 songs", "whole_job.sql", data / "log_data", data / "song_data", runs)


def measure_songs(runs: int) -> None:
    """15,000 song objects alone: only they are listed, no event."""
    data = events(2_000_000, 200)
    empty = DATA / "empty"
    empty.mkdir(exist_ok=True)
    compare("15,000 song objects alone", "songs.sql", empty, data / "song_data", runs)


def measure_real_shape(runs: int) -> None:
    """15,000 one-record song objects and the real sample's logs, as a whole process."""
    if not SAMPLE.exists():
        print(f"(real-shape: skipped, the real sample is not in {SAMPLE.name})")
        return
    data = events(2_000_000, 200)
    compare("15,000 songs and the real logs", "whole_job.sql", SAMPLE / "log_data", data / "song_data", runs)


def measure_sample(runs: int) -> None:
    """The sample: CPU time of a whole process beyond that of starting it."""
    if not SAMPLE.exists():
        print(f"(sample: skipped, the real sample is not in {SAMPLE.name})")
        return
    run, start = timing.alternate(
        runs * 3, lambda: etl(SAMPLE / "log_data", SAMPLE / "song_data"),
        lambda: timing.run_once([SPARKIFY, "--version"]))
    print(f"sample: {run.cpu - start.cpu:.3f} s of CPU time beyond the start ({run.wall:.3f} s wall)")


def measure_start(runs: int) -> None:
    """sparkify --version."""
    (start,) = timing.alternate(runs * 10, lambda: timing.run_once([SPARKIFY, "--version"]))
    print(f"--version: {start.wall * 1000:.0f} ms wall, {start.cpu * 1000:.0f} ms of CPU time")


def grow(sizes: list[tuple[int, int]], runs: int) -> None:
    """The time per event at several sizes, and the peak of memory."""
    print("| events | time | per million | peak memory |")
    print("| --- | --- | --- | --- |")
    for count, objects in sizes:
        data = events(count, objects)
        (cost,) = timing.alternate(runs, lambda: etl(data / "log_data", data / "song_data"))
        print(f"| {count:,} | {cost.wall:.2f} s | {cost.wall / count * 1e6:.2f} s | {cost.peak / 1e6:.0f} MB |")


def measure_growth(runs: int) -> None:
    """Time and memory from 0.2 to 2 million events."""
    grow([(200_000, 20), (2_000_000, 200)], runs)


def measure_twenty_million(_runs: int) -> None:
    """Time and memory at 20 million events."""
    grow([(2_000_000, 200), (20_000_000, 2_000)], 1)


def steps_of(warehouse: pathlib.Path, logs, songs) -> dict[str, float]:
    """Runs etl on an existing warehouse and returns its steps, with the time of the whole process as "process"."""
    begin = time.monotonic()
    done = subprocess.run(
        [SPARKIFY, "etl", "--warehouse", f"duckdb:{warehouse}", "--log-data", str(logs), "--song-data", str(songs),
         "--progress", "none", "--output", "json"], check=True, capture_output=True, text=True)
    steps = {step["step"]: step["seconds"] for step in json.loads(done.stdout)["steps"]}
    return steps | {"process": time.monotonic() - begin}


def measure_known(runs: int) -> None:
    """A run that finds nothing new among 100,000 known objects."""
    data = generated("100000-objects", "--events", "1000", "--songs", "100000", "--users", "100", "--days", "5")
    warehouse = pathlib.Path(fresh("known.duckdb"))
    objects = sum(1 for folder in ("log_data", "song_data") for file in (data / folder).rglob("*") if file.is_file())
    steps_of(warehouse, data / "log_data", data / "song_data")
    seconds = [steps_of(warehouse, data / "log_data", data / "song_data")["process"] for _ in range(runs)]
    print(f"nothing new among {objects:,} known objects: {statistics.median(seconds):.2f} s")


def measure_increment(runs: int) -> None:
    """Adding the last 1 % to a warehouse of 20 million events, checks before commit included."""
    data = events(20_000_000, 2_000)
    logs, songs = data / "log_data", data / "song_data"
    held = DATA / "held"
    held.mkdir(exist_ok=True)
    last = sorted(file for file in logs.rglob("*.json"))[-20:]
    warehouse = pathlib.Path(fresh("increment.duckdb"))
    for file in last:
        shutil.move(file, held / file.name)
    try:
        full = steps_of(warehouse, logs, songs)
    finally:
        for file in last:
            shutil.move(held / file.name, file)
    base = warehouse.with_suffix(".base")
    shutil.move(warehouse, base)
    increments = []
    for _ in range(runs):
        shutil.copy(base, warehouse)
        os.sync()
        increments.append(steps_of(warehouse, logs, songs))
    base.unlink()
    added = sorted(increments, key=lambda steps: steps["process"])[runs // 2]
    ledger = full["plan"] + full["record"] + full["account"]
    print(f"full load {full['process']:.1f} s, of which ledger and account {ledger:.2f} s; 1 % more "
          f"{added['process']:.2f} s = {added['process'] / full['process']:.1%}, of which checks {added['check']:.2f} s")


def measure_reading(runs: int) -> None:
    """Reading alone: records into typed columns, thrown away."""
    data = events(2_000_000, 200)
    (cost,) = timing.alternate(
        runs, lambda: timing.run_once([str(BUILD / "read_records"), str(data / "log_data"), THREADS]))
    size = sum(file.stat().st_size for file in (data / "log_data").rglob("*.json"))
    print(f"reading alone: {cost.wall:.2f} s, {size / cost.wall / 1e6:.0f} MB/s with {THREADS} threads")


def s3_measurements(runs: int) -> s3.S3Measurements | None:
    """Nothing, with a clear line, where the server cannot run."""
    if packages := s3_server.missing():
        print(f"(S3: skipped; `apt-get install {packages}` first)")
        return None
    return s3.S3Measurements(BUILD, DATA, runs)


def measure_s3_small(runs: int) -> None:
    """15,000 objects of 250 bytes from an S3 that answers after 20 ms."""
    if measurements := s3_measurements(runs):
        data = events(2_000_000, 200)
        measurements.small_objects(data / "song_data")
        empty = DATA / "empty"
        empty.mkdir(exist_ok=True)
        measurements.etl(data / "song_data", empty)


def measure_s3_big(runs: int) -> None:
    """An object of 2 GB from S3, against curl."""
    if measurements := s3_measurements(runs):
        measurements.big_object()


def measure_compaction(runs: int) -> None:
    """15,000 objects of 250 bytes from an S3 that answers after 20 ms, made into few for Redshift and written."""
    if measurements := s3_measurements(runs):
        measurements.compaction(events(2_000_000, 200) / "song_data")


def measure_postgres(runs: int) -> None:
    """2,000,000 events into PostgreSQL, against psql's \\copy and SQL written by hand."""
    if package := postgres.missing():
        print(f"(PostgreSQL: skipped; `apt-get install {package}` first)")
        return
    data = events(2_000_000, 200)
    postgres.PostgresMeasurements(SPARKIFY, DATA, runs).measure(data / "log_data", data / "song_data")


MEASUREMENTS = {
    "whole": measure_whole,
    "songs": measure_songs,
    "real-shape": measure_real_shape,
    "sample": measure_sample,
    "start": measure_start,
    "growth": measure_growth,
    "reading": measure_reading,
    "known": measure_known,
    "s3-small": measure_s3_small,
    "s3-big": measure_s3_big,
    "compaction": measure_compaction,
    "postgres": measure_postgres,
    "twenty-million": measure_twenty_million,
    "increment": measure_increment,
}


def main() -> None:
    """Runs the measurements that are named."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("names", nargs="*", metavar="NAME")
    arguments = parser.parse_args()
    if arguments.list:
        for name, measurement in MEASUREMENTS.items():
            print(f"{name:16} {measurement.__doc__}")
        return
    names = arguments.names or [name for name in MEASUREMENTS if name not in ("twenty-million", "increment")]
    for name in names:
        if name not in MEASUREMENTS:
            sys.exit(f"there is no measurement {name}; --list names them")
        if name in ("whole", "songs", "real-shape"):
            head()
        MEASUREMENTS[name](arguments.runs)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
