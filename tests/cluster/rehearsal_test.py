"""--dry-run prints the calls that would be made, and makes none of them."""

from __future__ import annotations

import json
import unittest

from case import NAME, ROLE, PASSWORD, ClusterCase


class ARehearsal(ClusterCase):
    slowness = 0

    def rehearsed(self, *arguments: str) -> list[str]:
        """The operations, of which none is carried out."""
        before = len(self.cloud.changes)
        calls = json.loads(self.succeed(self.cluster(*arguments, "--dry-run", "--output", "json")).stdout)
        self.assertEqual(len(self.cloud.changes), before)
        return [call["call"].partition(":")[2] for call in calls]

    def done(self, *arguments: str) -> list[str]:
        before = len(self.cloud.changes)
        self.succeed(self.cluster(*arguments, *(["--yes"] if arguments[0] in ("create", "delete") else [])))
        return self.changes()[before:]

    def test_has_the_calls_that_are_made_then(self):
        for command in ("create", "create", "pause", "resume", "delete", "delete"):
            with self.subTest(command):
                self.assertEqual(self.rehearsed(command), self.done(command))
        self.assertEqual(self.cloud.left(), {})

    def test_has_the_calls_of_a_serverless_one(self):
        self.configure("DWH_CLUSTER_IDENTIFIER=dwhCluster\nDWH_CLUSTER_TYPE=serverless\n")
        for command in ("create", "create", "delete"):
            with self.subTest(command):
                self.assertEqual(self.rehearsed(command), self.done(command))

    def test_shows_parameters_but_no_password(self):
        self.configure(f"DWH_CLUSTER_IDENTIFIER=dwhCluster\nDWH_DB_PASSWORD={PASSWORD}\n")
        text = self.succeed(self.cluster("create", "--dry-run")).stdout
        for line in (f"redshift:CreateCluster on arn:aws:redshift:us-east-1:123456789012:cluster:{NAME}",
                     f"iam:CreateRole on arn:aws:iam::123456789012:role/{ROLE}", "203.0.113.7/32", "s3:GetObject"):
            self.assertIn(line, text)

    def test_has_the_parameters_that_are_sent_then(self):
        calls = json.loads(self.succeed(self.cluster("create", "--dry-run", "--output", "json")).stdout)
        self.create()
        bodies = self.server.forms
        for call in calls:
            operation = call["call"].partition(":")[2]
            sent = {name: value for name, value in bodies[operation].items() if name not in ("Action", "Version")}
            said = {name: value.replace(f"(id of sparkify-{NAME})", "sg-00000001") for name, value in call["parameters"].items()}
            self.assertEqual(said, sent)

    def test_needs_no_yes(self):
        self.assertEqual(self.rehearsed("delete"), [])
        outcome = self.succeed(self.cluster("delete", "--dry-run"))
        self.assertIn("There is nothing of the cluster", outcome.stdout)


if __name__ == "__main__":
    unittest.main()
