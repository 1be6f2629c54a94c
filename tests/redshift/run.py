"""Runs the tests of Redshift as the warehouse, against a stand-in for a cluster:
run.py --program SPARKIFY --pipeline-tests PROGRAM --s3-server S3RVER [--sample DIR] [--quick] [PATTERN].

First what a cluster and S3 can do to a run (*_test.py), then the pipeline tests, in which Redshift has to do what DuckDB does:
the same rows, accounts and rejects. Those that are about reading or about DuckDB's slices, and those that take longest, are
left out unless SPARKIFY_THOROUGH is set."""

from __future__ import annotations

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

SKIPPED = 77

try:
    import botocore  # noqa: F401  (what follows needs it)
except ImportError:
    print("skipped: python3-botocore is not installed (script/bootstrap does it)")
    sys.exit(SKIPPED)

import case
import postgres_server
import s3_server

FOR_THOROUGH_TESTS = ("*ReadingAgreesWithOracle*", "*SlicedRuns*", "SlicedTransforms*", "LargeObjects*", "EveryCall*",
                      "ManyRows*", "Conflicts.AtAnyCall*", "Rejects.AreReplayedOnceWhateverCallFails", "AllOrNothing*",
                      "AnInterruption*")

# In which every way of loading is gone once, with data that has every fault.
FOR_SANITIZERS = ("load_test.CompactedLoad", "generated_data_with_faults", "copy_gives_up")


def run_pipeline_tests(program: pathlib.Path, setting: case.Setting) -> bool:
    """Two at once: each waits for the servers half of the time."""
    shards = 2
    with setting.stand_in() as cluster:
        processes = []
        for shard in range(shards):
            url = setting.postgres.url_of("postgres", host="localhost").replace(
                f":{setting.postgres.port}/", f":{cluster.port}/")
            environment = os.environ | {
                "SPARKIFY_TEST_WAREHOUSE": "redshift", "SPARKIFY_TEST_POSTGRES": setting.postgres.url,
                "SPARKIFY_TEST_REDSHIFT": url, "SPARKIFY_TEST_S3": f"http://127.0.0.1:{setting.s3.port}",
                "PGSSLROOTCERT": str(setting.folder / "authority.pem"),
                "GTEST_BRIEF": os.environ.get("GTEST_BRIEF", "1"), "GTEST_TOTAL_SHARDS": str(shards), "GTEST_SHARD_INDEX": str(shard)}
            if "SPARKIFY_THOROUGH" not in environment:
                environment["GTEST_FILTER"] = os.environ.get("GTEST_FILTER", "-" + ":".join(FOR_THOROUGH_TESTS))
            processes.append(subprocess.Popen([str(program)], env=environment))
        return all([process.wait() == 0 for process in processes])


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--pipeline-tests", type=pathlib.Path, required=True)
    parser.add_argument("--s3-server", type=pathlib.Path, required=True)
    parser.add_argument("--sample", type=pathlib.Path, default=pathlib.Path("nowhere"))
    parser.add_argument("--quick", action="store_true", help="only loads: what a sanitizer looks at")
    parser.add_argument("patterns", nargs="*")
    arguments = parser.parse_args()
    if not postgres_server.is_installed():
        print(f"skipped: there is no {postgres_server.PROGRAMS} (script/bootstrap installs postgresql-15)")
        return SKIPPED
    if not arguments.s3_server.exists():
        print(f"skipped: there is no {arguments.s3_server} (script/bootstrap fetches it)")
        return SKIPPED
    with postgres_server.PostgresServer() as postgres, s3_server.S3Server(arguments.s3_server) as s3, \
            tempfile.TemporaryDirectory(prefix="sparkify-redshift-") as folder:
        case.make_template(postgres)
        case.make_certificate(pathlib.Path(folder))
        case.setting = case.Setting(arguments.program.resolve(), postgres, s3, pathlib.Path(folder), arguments.sample)
        passed = True
        if arguments.patterns != ["pipeline"]:
            loader = unittest.TestLoader()
            patterns = arguments.patterns or (FOR_SANITIZERS if arguments.quick else [])
            loader.testNamePatterns = [f"*{pattern}*" for pattern in patterns] or None
            suite = loader.discover(str(pathlib.Path(__file__).parent), pattern="*_test.py")
            passed = unittest.TextTestRunner(verbosity=2).run(suite).wasSuccessful()
        if not arguments.quick and (not arguments.patterns or arguments.patterns == ["pipeline"]):
            passed = run_pipeline_tests(arguments.pipeline_tests.resolve(), case.setting) and passed
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
