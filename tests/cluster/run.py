"""Runs the tests of the cluster commands, against a stand-in for AWS, and moto's server if there is one:
run.py --program SPARKIFY [--moto MOTO_SERVER] [--quick] [PATTERN]."""

from __future__ import annotations

import argparse
import concurrent.futures
import io
import multiprocessing
import pathlib
import sys
import unittest

SKIPPED = 77

try:
    import botocore  # noqa: F401  (what follows needs it)
except ImportError:
    print("skipped: python3-botocore is not installed (script/bootstrap does it)")
    sys.exit(SKIPPED)

import case

# In which every service is asked and changed once.
FOR_SANITIZERS = ("goes_round", "needs_no_word", "says_what_is_missing")

AT_ONCE = 16  # they wait much more than they work
WAITING_MOST = ("life_test", "APermissionThatIsMissing")  # and so are the first to begin


def tests_in(suite: unittest.TestSuite) -> list[unittest.TestCase]:
    return [test for entry in suite for test in (tests_in(entry) if isinstance(entry, unittest.TestSuite) else [entry])]


def run_alone(test: unittest.TestCase) -> tuple[bool, str]:
    """Whether it passed, and what it has to say."""
    told = io.StringIO()
    result = unittest.TextTestRunner(stream=told, verbosity=2).run(test)
    lines = told.getvalue()
    return result.wasSuccessful(), lines.split("\n", 1)[0] if result.wasSuccessful() else lines


def run_at_once(tests: list[unittest.TestCase]) -> bool:
    fork = multiprocessing.get_context("fork")
    with concurrent.futures.ProcessPoolExecutor(AT_ONCE, mp_context=fork) as pool:
        passed = []
        for ok, told in pool.map(run_alone, tests):
            passed.append(ok)
            print(told, flush=True)
    print(f"{sum(passed)} passed, {len(passed) - sum(passed)} failed")
    return all(passed) and bool(passed)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--moto", type=pathlib.Path, default=pathlib.Path("moto_server"), help="server of moto, if there is one")
    parser.add_argument("--quick", action="store_true", help="only what a sanitizer looks at")
    parser.add_argument("patterns", nargs="*")
    arguments = parser.parse_args()
    case.setting = case.Setting(arguments.program.resolve(), arguments.moto.absolute())
    loader = unittest.TestLoader()
    patterns = arguments.patterns or (FOR_SANITIZERS if arguments.quick else [])
    loader.testNamePatterns = [f"*{pattern}*" for pattern in patterns] or None
    suite = loader.discover(str(pathlib.Path(__file__).parent), pattern="*_test.py")
    tests = sorted(tests_in(suite), key=lambda test: not any(name in test.id() for name in WAITING_MOST))
    return 0 if run_at_once(tests) else 1


if __name__ == "__main__":
    sys.exit(main())
