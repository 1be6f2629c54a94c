"""Times whole processes: wall clock, CPU time and peak memory."""

import dataclasses
import os
import statistics
import subprocess
import time


@dataclasses.dataclass
class Cost:
    """What one process took. Seconds, and bytes for the peak of its resident memory."""

    wall: float
    cpu: float
    peak: int


def run_once(command: list[str], before=None) -> Cost:
    """Runs a command to its end; it has to succeed."""
    if before:
        before()
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    messages = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - begin
    if process.returncode != 0:
        raise SystemExit(f"{command[0]} ended with {process.returncode}: {messages.decode()}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def median(costs: list[Cost]) -> Cost:
    """The median of each figure by itself."""
    return Cost(
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.cpu for cost in costs),
        max(cost.peak for cost in costs),
    )


def alternate(runs: int, *jobs) -> list[Cost]:
    """Runs jobs (functions that return a Cost) in turn, so that a noisy moment meets all of them."""
    costs = [[] for _ in jobs]
    for _ in range(runs):
        for job, taken in zip(jobs, costs):
            taken.append(job())
    return [median(taken) for taken in costs]
