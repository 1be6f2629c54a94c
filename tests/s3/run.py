"""Runs the tests of the S3 source: run.py --program SPARKIFY --server S3RVER [--sample DIR] [--quick] [PATTERN]."""

from __future__ import annotations

import argparse
import os
import pathlib
import sys
import time
import unittest

SKIPPED = 77

try:
    import botocore  # noqa: F401  (what follows needs it)
except ImportError:
    print("skipped: python3-botocore is not installed (script/bootstrap does it)")
    sys.exit(SKIPPED)

import case
import s3_server


# In which requests of each kind are sent, repeated, cut and given up.
FOR_SANITIZERS = ("come_in_parts", "503_slow_down", "test_500", "ends_a_listing", "keep_their_connections",
                  "of_compressed_objects", "of_credentials_that_have_ended", "of_generated_data")


class TimedResult(unittest.TextTestResult):
    """Shows how long each test takes."""

    def startTest(self, test) -> None:
        self._begin = time.monotonic()
        super().startTest(test)

    def addSuccess(self, test) -> None:
        self.stream.write(f"{time.monotonic() - self._begin:.1f} s ")
        super().addSuccess(test)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--server", type=pathlib.Path, required=True)
    parser.add_argument("--sample", type=pathlib.Path, default=pathlib.Path("nowhere"))
    parser.add_argument("--quick", action="store_true", help="leave out what has nothing to tell a sanitizer")
    parser.add_argument("patterns", nargs="*")
    arguments = parser.parse_args()
    if not arguments.server.exists():
        print(f"skipped: there is no {arguments.server} (script/bootstrap fetches it)")
        return SKIPPED
    with s3_server.S3Server(arguments.server) as server:
        case.setting = case.Setting(arguments.program.resolve(), server, arguments.sample, arguments.quick)
        loader = unittest.TestLoader()
        chosen = FOR_SANITIZERS if arguments.quick and "SPARKIFY_THOROUGH" not in os.environ else ()
        loader.testNamePatterns = [f"*{pattern}*" for pattern in arguments.patterns or chosen] or None
        suite = loader.discover(str(pathlib.Path(__file__).parent), pattern="*_test.py")
        result = unittest.TextTestRunner(verbosity=2, resultclass=TimedResult).run(suite)
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
