"""docs/cluster.md lists every permission that the commands need: those that the tests of failures deny one by one."""

from __future__ import annotations

import fnmatch
import json
import pathlib
import re
import unittest

import permission_test

DOCUMENT = pathlib.Path(__file__).resolve().parents[2] / "docs" / "cluster.md"
# The examples are of another name, region and account.
NAMES = {"dwhcluster": "dwh-cluster", "us-east-1": "us-west-2", ":::ours": ":::my-bucket"}


def statements() -> list[dict]:
    found = []
    for block in re.findall(r"```json\n(.*?)```", DOCUMENT.read_text(), re.DOTALL):
        document = json.loads(block)
        found += document.get("Statement", [document])
    return found


def as_list(value) -> list[str]:
    return [value] if isinstance(value, str) else value


def is_allowed(action: str, resource: str) -> bool:
    for ours, theirs in NAMES.items():
        resource = resource.replace(ours, theirs)
    return any(action in as_list(entry["Action"]) and
               any(pattern == "*" or fnmatch.fnmatchcase(resource, pattern) or pattern.startswith(resource)
                   for pattern in as_list(entry["Resource"])) for entry in statements())


class ThePolicyOfTheDocument(unittest.TestCase):
    def test_allows_what_the_commands_need(self):
        needed = (permission_test.TO_CREATE | permission_test.TO_CREATE_SERVERLESS | permission_test.TO_DELETE |
                  permission_test.TO_DELETE_SERVERLESS | {"redshift:PauseCluster": permission_test.CLUSTER_ARN,
                                                       "redshift:ResumeCluster": permission_test.CLUSTER_ARN,
                                                       "secretsmanager:DescribeSecret": permission_test.SECRET_ARN,
                                                       "iam:DetachRolePolicy": permission_test.ROLE_ARN,
                                                       "s3:GetBucketTagging": permission_test.BUCKET_ARN,
                                                       "s3:PutBucketTagging": permission_test.BUCKET_ARN,
                                                       "s3:DeleteObject": f"{permission_test.BUCKET_ARN}/staging/x"})
        for action, resource in needed.items():
            with self.subTest(action):
                self.assertTrue(is_allowed(action, resource), f"{action} on {resource}")


if __name__ == "__main__":
    unittest.main()
