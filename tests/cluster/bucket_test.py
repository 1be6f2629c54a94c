"""The bucket of [S3] STAGING: made if nobody has it, removed if it was made for the cluster and nobody else uses it."""

from __future__ import annotations

import unittest

from case import NAME, ROLE_TAGS, ClusterCase
from cloud import Cloud, Fault, refuse

FOLDER = "staging/sparkify-0123456789abcdef/"  # as runs call it
LEFTOVER = f"{FOLDER}fedcba9876543210-manifest.json"


class BucketCase(ClusterCase):
    slowness = 0

    def stage_at(self, staging: str) -> None:
        file = self.folder / "dwh.cfg"
        file.write_text(file.read_text().replace("STAGING=s3://ours/staging/", f"STAGING={staging}"))


class TheBucket(BucketCase):
    def test_is_made_with_our_tags_and_removed(self):
        outcome = self.create()
        self.assertIn("made the bucket ours", outcome.stderr)
        self.assertEqual(self.cloud.s3.buckets["ours"].tags, ROLE_TAGS)
        self.assertEqual(self.changes().count("PutBucketTagging"), 0)
        self.assertEqual(self.status()["bucket_made"], "ours")
        self.assertIn("removed the bucket ours", self.delete().stderr)
        self.assertEqual(self.cloud.left(), {})

    def test_is_made_where_the_cluster_is(self):
        self.server.cloud = self.cloud = Cloud(slowness=0, region="eu-west-1")
        self.succeed(self.cluster("create", "--yes", AWS_REGION="eu-west-1"))
        self.assertEqual(self.server.forms["CreateBucket"]["CreateBucketConfiguration.LocationConstraint"], "eu-west-1")
        self.succeed(self.cluster("delete", "--yes", AWS_REGION="eu-west-1"))
        self.assertEqual(self.cloud.left(), {})

    def test_is_tagged_where_s3_knows_no_tags_when_it_makes_one(self):
        self.cloud.s3.knows_tags_in_create = False
        self.create()
        self.assertEqual(self.cloud.s3.buckets["ours"].tags, ROLE_TAGS)
        self.delete()
        self.assertEqual(self.cloud.left(), {})

    def test_may_have_a_name_that_no_host_can_have(self):
        self.stage_at("s3a://our.own_bucket")
        self.create()
        self.assertEqual(list(self.cloud.s3.buckets), ["our.own_bucket"])
        self.cloud.s3.buckets["our.own_bucket"].objects = {LEFTOVER.removeprefix("staging/")}
        self.delete()
        self.assertEqual(self.cloud.left(), {})

    def test_is_waited_for_while_its_name_is_not_free_yet(self):
        self.cloud.s3.busy = 2
        self.create()
        self.assertEqual(list(self.cloud.s3.buckets), ["ours"])

    def test_is_none_where_runs_stage_nowhere(self):
        for staging in ("", "/tmp/staging"):
            self.stage_at(staging)
            self.create()
            self.assertIsNone(self.status()["bucket_made"])
            self.delete()

    def test_beyond_the_quota_is_said(self):
        self.cloud.faults = [Fault("CreateBucket", refuse(
            "TooManyBuckets", "You have attempted to create more buckets than allowed", 400))]
        self.fail_with(self.cluster("create", "--yes"), 1, "cannot create the bucket ours", "Service Quotas")
        self.assertEqual(self.cloud.left(), {})

    def test_left_alone_is_found_again(self):
        self.cloud.denied = {"iam:CreateRole"}
        self.fail_with(self.cluster("create", "--yes"), 5, "this is there: the bucket ours;")
        self.cloud.denied = set()
        self.assertEqual(self.status()["bucket_made"], "ours")
        self.assertIn("the bucket ours, if nothing but leftovers of runs is in it", self.delete().stderr)
        self.assertEqual(self.cloud.left(), {})


class WhatIsInTheBucket(BucketCase):
    def setUp(self) -> None:
        super().setUp()
        self.create()
        self.objects = self.cloud.s3.buckets["ours"].objects

    def test_of_killed_runs_goes_with_it(self):
        self.objects |= {LEFTOVER, f"{FOLDER}0000000000000000-part 1+2.json.zst"}
        self.assertIn("s3:DeleteObject on arn:aws:s3:::ours/" + LEFTOVER,
                      self.succeed(self.cluster("delete", "--dry-run")).stdout)
        self.delete()
        self.assertEqual(self.cloud.left(), {})

    def test_of_killed_runs_needs_a_permission_to_go(self):
        self.objects.add(LEFTOVER)
        self.cloud.denied = {"s3:DeleteObject"}
        self.fail_with(self.cluster("delete", "--yes"), 5, f"allow s3:DeleteObject on arn:aws:s3:::ours/{LEFTOVER}",
                       "this is there: the bucket ours;")

    def test_of_others_keeps_it(self):
        mine = {"staging/sparkify-logs/2018.json", "notes.txt", "staging/"}
        self.objects |= mine | {LEFTOVER}
        outcome = self.delete()
        self.assertIn("The bucket ours stays: there are objects in it that no run has staged.", outcome.stdout)
        self.assertEqual(self.cloud.left(), {"buckets": ["ours"]})
        self.assertEqual(self.objects, mine)
        self.assertIn('"left": [\n    "the bucket ours"\n  ]', self.delete("--output", "json").stdout)
        self.objects.clear()
        self.delete()
        self.assertEqual(self.cloud.left(), {})


class ABucketThatIsThere(BucketCase):
    """What is not ours is used, and neither changed nor removed."""

    def stays(self) -> str:
        outcome = self.create()
        self.assertNotIn("bucket", "".join(self.changes()).lower())
        self.assertIsNone(self.status()["bucket_made"])
        before = self.cloud.s3.buckets["ours"]
        said = outcome.stderr + self.delete().stderr
        self.assertEqual(self.cloud.s3.buckets, {"ours": before})
        return said

    def test_without_tags_stays(self):
        self.cloud.s3.add_bucket("ours")
        self.assertNotIn("warning", self.stays())

    def test_of_another_cluster_stays(self):
        self.cloud.s3.add_bucket("ours", ROLE_TAGS | {"sparkify:cluster": "other"})
        self.assertNotIn("warning", self.stays())

    def test_of_a_cluster_of_that_name_elsewhere_stays(self):
        self.cloud.s3.add_bucket("ours", ROLE_TAGS | {"sparkify:region": "eu-west-1"}, region="eu-west-1")
        self.assertNotIn("warning", self.stays())

    def test_of_another_account_stays_and_is_doubted(self):
        self.cloud.s3.add_bucket("ours", is_foreign=True)
        said = self.stays()
        self.assertEqual(said.count("the bucket ours of [S3] STAGING is there, and its tags may not be read"), 2)

    def test_and_may_not_be_looked_at_is_doubted(self):
        self.create()
        self.cloud.denied = {"s3:GetBucketTagging"}
        self.assertIn("allow s3:GetBucketTagging", self.delete().stderr)
        self.assertEqual(self.cloud.left(), {"buckets": ["ours"]})
        self.cloud.denied = set()
        self.delete()
        self.assertEqual(self.cloud.left(), {})


if __name__ == "__main__":
    unittest.main()
