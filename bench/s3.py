"""The measurements of the S3 source, against a server that answers after 20 ms."""

from __future__ import annotations

import os
import pathlib
import re
import statistics
import subprocess
import time

import s3_server
import writable

LATENCY = 0.02
CONCURRENCY = 128
BIG_BYTES = 2_000_000_000


class S3Measurements:
    """`fetch_objects` and `sparkify` are the programs; `data` is a folder for what is generated."""

    def __init__(self, build: pathlib.Path, data: pathlib.Path, runs: int):
        self._fetch_objects = str(build / "fetch_objects")
        self._compact_objects = str(build / "compact_objects")
        self._sparkify = str(build / "sparkify")
        self._data = data
        self._runs = runs
        self._retries = 0

    def small_objects(self, songs: pathlib.Path) -> None:
        """15,000 objects of 250 bytes: against the bound, against one after another, and with failures."""
        with s3_server.S3Server(songs, LATENCY) as server:
            count = sum(1 for file in songs.rglob("*") if file.is_file())
            bound = count * LATENCY / CONCURRENCY
            served = server.requests_per_second(CONCURRENCY)
            ours = self._median(server, "s3://bench/", str(CONCURRENCY))
            found = self._median(server, "s3://bench/", "")
            one = self._fetch(server, "s3://bench/A/A/", "1", prefix_only=True)
        with s3_server.S3Server(songs, LATENCY, failures=0.05) as server:
            failing = self._median(server, "s3://bench/", str(CONCURRENCY))
            retries = self._retries
        sequential = one * count
        print(f"{count:,} objects at {LATENCY * 1000:.0f} ms: the server alone {served:,.0f} requests/s (wrk, "
              f"{CONCURRENCY} connections)")
        print(f"  {CONCURRENCY} in flight: {ours:.2f} s, {count / ours:,.0f} objects/s, {ours / bound:.2f} of the bound "
              f"{bound:.2f} s; one after another {sequential:.0f} s = {sequential / ours:.0f} times as long")
        print(f"  concurrency found by itself: {found:.2f} s, {count / found:,.0f} objects/s")
        print(f"  5 % of the requests fail ({retries} retries): {failing:.2f} s = {failing / ours:.2f} times as long")

    def compaction(self, songs: pathlib.Path) -> None:
        """15,000 objects of 250 bytes made into few and written, as for Redshift, against fetching them."""
        with s3_server.S3Server(songs, LATENCY) as server, writable.WritableBucket(LATENCY) as bucket:
            for concurrency, name in ((str(CONCURRENCY), f"{CONCURRENCY} in flight"), ("", "found by itself")):
                fetching, compacting = [], []
                for _ in range(self._runs):
                    fetching.append(self._fetch(server, "s3://bench/", concurrency))
                    command = [self._compact_objects, "s3://bench/", server.url, bucket.url, concurrency]
                    done = subprocess.run([part for part in command if part], check=True, capture_output=True, text=True,
                                          env=os.environ | KEYS).stdout
                    objects, seconds, written, rejects = re.match(
                        r"(\d+) objects, \d+ records, ([0-9.]+) s, (\d+) objects written, (\d+) rejects", done).groups()
                    if rejects != "0" or int(written) != bucket.take_count():
                        raise SystemExit(f"not all was written: {done}")
                    compacting.append(float(seconds))
                fetch, compact = statistics.median(fetching), statistics.median(compacting)
                print(f"{int(objects):,} objects made into {written}, {name}: {compact:.2f} s, fetching alone {fetch:.2f} s: "
                      f"{compact / fetch:.2f} times as long")

    def etl(self, songs: pathlib.Path, logs: pathlib.Path) -> None:
        """The whole of etl with the songs in S3."""
        with s3_server.S3Server(songs, LATENCY) as server:
            times = []
            for _ in range(self._runs):
                warehouse = self._data / "s3.duckdb"
                warehouse.unlink(missing_ok=True)
                begin = time.monotonic()
                subprocess.run(
                    [self._sparkify, "etl", "--warehouse", f"duckdb:{warehouse}", "--log-data", str(logs), "--song-data",
                     "s3://bench/", "--endpoint-url", server.url], check=True, capture_output=True,
                    env=os.environ | KEYS)
                times.append(time.monotonic() - begin)
        print(f"etl of 15,000 song objects in S3 at 20 ms, whole process: {statistics.median(times):.2f} s")

    def big_object(self) -> None:
        """One object of 2 GB, its bytes thrown away, against curl."""
        folder = self._data / "big"
        folder.mkdir(exist_ok=True)
        big = folder / "big.json"
        if not big.exists() or big.stat().st_size != BIG_BYTES:
            with big.open("wb") as file:
                for _ in range(BIG_BYTES // 1_000_000):
                    file.write(os.urandom(1_000_000))
        with s3_server.S3Server(folder) as server:
            ours, curls = [], []
            for _ in range(self._runs):
                curls.append(float(subprocess.run(
                    ["curl", "--silent", "--output", "/dev/null", "--write-out", "%{time_total}",
                     f"{server.url}/bench/big.json"], check=True, capture_output=True, text=True).stdout))
                ours.append(self._fetch(server, "s3://bench/", ""))
        mine, curl = statistics.median(ours), statistics.median(curls)
        print(f"an object of 2 GB: {BIG_BYTES / mine / 1e6:,.0f} MB/s, curl {BIG_BYTES / curl / 1e6:,.0f} MB/s: "
              f"{curl / mine:.0%} of it")

    def _median(self, server, location: str, concurrency: str) -> float:
        return statistics.median(self._fetch(server, location, concurrency) for _ in range(self._runs))

    def _fetch(self, server, location: str, concurrency: str, prefix_only: bool = False) -> float:
        """Seconds, or with prefix_only seconds per object."""
        command = [self._fetch_objects, location, server.url] + ([concurrency] if concurrency else [])
        if prefix_only:
            command.append("200")
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | KEYS)
        objects, size, seconds, retries = re.match(
            r"(\d+) objects, (\d+) bytes, ([0-9.]+) s.* (\d+) retries", done.stdout).groups()
        if not prefix_only and int(size) != sum(file.stat().st_size for file in server.folder.rglob("*") if file.is_file()):
            raise SystemExit(f"not all bytes came: {done.stdout}")
        self._retries = int(retries)
        return float(seconds) / int(objects) if prefix_only else float(seconds)


# nginx does not look at them, but signing is to be part of what is measured.
KEYS = {"AWS_ACCESS_KEY_ID": "KEY", "AWS_SECRET_ACCESS_KEY": "secret"}
