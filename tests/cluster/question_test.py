"""create and delete ask before they do what costs money or cannot be taken back."""

from __future__ import annotations

import signal
import time
import unittest

from case import ClusterCase


class TheQuestion(ClusterCase):
    slowness = 0

    def answer(self, command: str, text: str):
        with self.asked(command) as (process, type_in):
            type_in(text)
            return self.finish(process, timeout=30)

    def test_is_answered_with_yes(self):
        for answer in ("y\n", "YES\n"):
            with self.subTest(answer):
                self.assertIn("Create it? [y/N]", self.succeed(self.answer("create", answer)).stderr)
                self.assertTrue(self.status()["usable"])
                self.assertIn("Delete it? [y/N]", self.succeed(self.answer("delete", answer)).stderr)
                self.assertEqual(self.cloud.left(), {})

    def test_is_answered_with_anything_else(self):
        for answer in ("n\n", "\n", "yep\n"):
            with self.subTest(answer):
                self.assertEqual(self.succeed(self.answer("create", answer)).stdout, "Nothing was changed.\n")
                self.assertEqual(self.changes(), [])

    def test_is_answered_by_an_interruption(self):
        with self.asked("create") as (process, _type_in):
            self.wait_until(lambda: "DescribeVpcs" in [call.operation for call in self.cloud.calls], "the question")
            time.sleep(0.3)
            process.send_signal(signal.SIGINT)
            outcome = self.finish(process, timeout=5)
        self.assertEqual(outcome.code, 130, outcome.stderr)
        self.assertEqual(self.changes(), [])


if __name__ == "__main__":
    unittest.main()
