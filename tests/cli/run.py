#!/usr/bin/env python3
"""Snapshot tests of the finished program, seen from outside.

Runs every case in cases/*.case (case_file.py says how they are written) whose name contains PATTERN,
and shows as a diff where the program does something else than the case expects.
"""

from __future__ import annotations

import argparse
import difflib
import os
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from case_file import Case, CaseError, Setup, Step, parse
from needs import REPOSITORY, Absent, provided
from running import Runner, SetupError
from volatile import settled

CASES = Path(__file__).resolve().parent / "cases"
PROGRAM = REPOSITORY / "build/release/sparkify"


@dataclass
class Verdict:
    """What became of a case: passed, FAILED, skipped or updated, and why."""

    case: str
    word: str
    detail: str = ""
    seconds: float = 0

    def __str__(self) -> str:
        if self.word == "skipped":
            return f"{self.word:8}{self.case}: {self.detail}"
        line = f"{self.word:8}{self.case}  ({self.seconds:.1f} s)"
        return f"{line}\n{self.detail}" if self.detail else line


def environment_for(program: Path, folder: Path) -> dict[str, str]:
    """What the commands of a case find: nothing of the caller's but where programs are.

    The time zone is one far from UTC, since none may show in the output.
    """
    links = folder / "bin"
    links.mkdir()
    (links / "sparkify").symlink_to(program)
    return {
        "PATH": f"{links}:{os.environ.get('PATH', os.defpath)}",
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "TZ": "EST5EDT",
    }


def run_step(step: Step, runner: Runner, folder: Path) -> list[str]:
    """Runs a step and returns its outcome as it would stand in the file."""
    if step.pty:
        outcome = runner.in_terminal(step.command, step.stdin, step.env, step.pty == "colour")
    else:
        outcome = runner.in_pipe(step.command, step.stdin, step.env)
    outcome.streams = {name: settled(text, str(folder)) for name, text in outcome.streams.items()}
    return outcome.lines()


def run_items(case: Case, runner: Runner, folder: Path) -> str:
    """Runs a case, leaves in it what came of its steps, and returns the difference."""
    before = case.text().splitlines()
    for item in case.items:
        if isinstance(item, Setup):
            runner.prepare(item.script)
        elif isinstance(item, Step):
            item.expected = run_step(item, runner, folder)
    after = case.text().splitlines()
    name = case.path.name
    return "\n".join(difflib.unified_diff(before, after, name, "what happened", lineterm=""))


def run_case(path: Path, program: Path, update: bool) -> Verdict:
    """Runs one case in a fresh folder."""
    begin = time.monotonic()
    verdict = Verdict(path.stem, "passed")
    try:
        case = parse(path)
        with tempfile.TemporaryDirectory(prefix="sparkify-cli-") as temporary:
            folder = Path(temporary).resolve() / "work"
            folder.mkdir()
            runner = Runner(folder, environment_for(program, folder.parent))
            with provided(case.needs, folder):
                try:
                    difference = run_items(case, runner, folder)
                finally:
                    runner.end()
        if difference and update:
            path.write_text(case.text(), encoding="utf-8")
            verdict.word = "updated"
        elif difference:
            verdict.word, verdict.detail = "FAILED", difference
    except Absent as absent:
        verdict.word, verdict.detail = "skipped", str(absent)
    except (CaseError, SetupError, ValueError) as error:
        verdict.word, verdict.detail = "FAILED", str(error)
    verdict.seconds = time.monotonic() - begin
    return verdict


def main() -> int:
    """Runs the cases and says how they went."""
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("pattern", nargs="?", default="", metavar="PATTERN", help="part of a case's name")
    add("--update", action="store_true", help="write what happens into the cases")
    add("--program", type=Path, default=PROGRAM, metavar="PATH", help="default: build/release/sparkify")
    add("--jobs", type=int, default=2, metavar="N", help="cases at a time (default 2)")
    options = parser.parse_args()
    program = options.program.resolve()
    if not os.access(program, os.X_OK):
        parser.error(f"there is no program at {program}: build it first")
    paths = sorted(path for path in CASES.glob("*.case") if options.pattern in path.stem)
    if not paths:
        parser.error(f'no case has "{options.pattern}" in its name')

    counts = {"passed": 0, "FAILED": 0, "skipped": 0, "updated": 0}
    with ThreadPoolExecutor(options.jobs) as pool:
        for verdict in pool.map(lambda path: run_case(path, program, options.update), paths):
            counts[verdict.word] += 1
            if verdict.word != "passed":
                print(verdict, flush=True)
    if counts["updated"]:
        print(f"{counts['updated']} updated: read the difference before you commit it")
    passed = counts["passed"] + counts["updated"]
    print(f"{passed} passed, {counts['FAILED']} failed, {counts['skipped']} skipped")
    return 1 if counts["FAILED"] else 0


if __name__ == "__main__":
    sys.exit(main())
