"""Runs the tests of PostgreSQL as the warehouse, on a server of their own:
run.py --program SPARKIFY --pipeline-tests PROGRAM [--quick] [PATTERN].

First what needs a server with faults (*_test.py), then the pipeline tests, in which PostgreSQL has to do what DuckDB
does: the same rows, accounts and rejects. Those that are about reading or about DuckDB's slices, and those that take
longest, are left out unless SPARKIFY_THOROUGH is set."""

from __future__ import annotations

import argparse
import os
import pathlib
import subprocess
import sys
import unittest

import case
import postgres_server

SKIPPED = 77

FOR_THOROUGH_TESTS = ("*ReadingAgreesWithOracle*", "*SlicedRuns*", "SlicedTransforms*", "LargeObjects*", "EveryCall*",
                      "ManyRows*", "Conflicts.AtAnyCall*", "Rejects.AreReplayedOnceWhateverCallFails")


# In which connections end in the middle of everything.
FOR_SANITIZERS = ("LostConnections", "Commands", "interrupted", "begins_again", "loads_and_is_recorded")


def run_pipeline_tests(program: pathlib.Path, server: postgres_server.PostgresServer) -> bool:
    """Two at once: each waits for the server half of the time."""
    shards = 2
    processes = []
    for shard in range(shards):
        environment = os.environ | {
            "SPARKIFY_TEST_WAREHOUSE": "postgres", "SPARKIFY_TEST_POSTGRES": server.url,
            "GTEST_TOTAL_SHARDS": str(shards), "GTEST_SHARD_INDEX": str(shard)}
        if "SPARKIFY_THOROUGH" not in environment:
            environment["GTEST_FILTER"] = "-" + ":".join(FOR_THOROUGH_TESTS)
        processes.append(subprocess.Popen([str(program), "--gtest_brief=1"], env=environment))
    return all([process.wait() == 0 for process in processes])


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--pipeline-tests", type=pathlib.Path, required=True)
    parser.add_argument("--quick", action="store_true", help="only what a sanitizer looks at, without the pipeline tests")
    parser.add_argument("patterns", nargs="*")
    arguments = parser.parse_args()
    if not postgres_server.is_installed():
        print(f"skipped: there is no {postgres_server.PROGRAMS} (script/bootstrap installs postgresql-15)")
        return SKIPPED
    with postgres_server.PostgresServer() as server:
        case.setting = case.Setting(arguments.program.resolve(), server)
        loader = unittest.TestLoader()
        patterns = arguments.patterns or (FOR_SANITIZERS if arguments.quick else [])
        loader.testNamePatterns = [f"*{pattern}*" for pattern in patterns] or None
        suite = loader.discover(str(pathlib.Path(__file__).parent), pattern="*_test.py")
        passed = unittest.TextTestRunner(verbosity=2).run(suite).wasSuccessful()
        if not arguments.quick and not arguments.patterns:
            passed = run_pipeline_tests(arguments.pipeline_tests.resolve(), server) and passed
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
