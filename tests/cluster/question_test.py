"""create and delete ask before they do what costs money or cannot be taken back."""

from __future__ import annotations

import signal
import time
import unittest

from case import NAME, ClusterCase


class TheQuestion(ClusterCase):
    slowness = 0

    def answer(self, command: str, text: str):
        with self.asked(command) as (process, type_in):
            type_in(text)
            return self.finish(process, timeout=30)

    def test_is_answered_with_yes(self):
        for answer in ("y\n", "YES\n"):
            with self.subTest(answer):
                self.succeed(self.answer("create", answer))
                self.assertTrue(self.status()["usable"])
                self.succeed(self.answer("delete", answer))
                self.assertEqual(self.cloud.left(), {})

    def before_question(self, command: str, question: str) -> str:
        told, asked, _ = self.succeed(self.answer(command, "y\n")).stderr.partition(question)
        self.assertTrue(asked)
        return told

    def test_comes_after_what_it_is_about(self):
        told = self.before_question("create", "Create it? [y/N]")
        for word in ("account 123456789012", "us-east-1", "203.0.113.7/32", "1 node of ra3.large", "about $0.54 per hour",
                     "AWS Secrets Manager makes one", f"sparkify-{NAME}", "ours"):
            self.assertIn(word, told)
        secret = self.status()["secret_arn"]
        told = self.before_question("delete", "Delete it? [y/N]")
        for line in (f"  the cluster {NAME} (1 node of ra3.large, available), with all its data, without a last snapshot\n",
                     f"  its password in Secrets Manager ({secret})\n",
                     f"  the security group sparkify-{NAME} (sg-00000001), with its rules\n",
                     "  the bucket ours, unless there is more in it than leftovers of runs\n",
                     f"  the role sparkify-{NAME}, with its policies\n"):
            self.assertIn(line, told)

    def test_of_a_deletion_with_a_snapshot_says_that_it_is_kept(self):
        self.create()
        outcome = self.delete("--final-snapshot", "last")
        self.assertIn("with all its data, of which the snapshot last is kept", outcome.stderr)
        self.assertIn("but the snapshot last, which costs until you delete it", outcome.stdout)

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
