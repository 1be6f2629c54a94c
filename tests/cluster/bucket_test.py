"""The bucket of [S3] STAGING: made if nobody has it, removed if it was made for the cluster and nobody else uses it."""

from __future__ import annotations

import copy
import hashlib
import json
import re
import unittest

from case import NAME, PLACE_TAGS, ROLE, ClusterCase
from cloud import Cloud, Fault, refuse


class BucketCase(ClusterCase):
    slowness = 0

    def stage_at(self, staging: str) -> None:
        file = self.folder / "dwh.cfg"
        file.write_text(re.sub("STAGING=.*", f"STAGING={staging}", file.read_text()))


class TheBucket(BucketCase):
    def test_is_made_with_our_tags_and_removed(self):
        outcome = self.create()
        self.assertIn("made the bucket ours", outcome.stderr)
        self.assertEqual(self.cloud.s3.buckets["ours"].tags, PLACE_TAGS)
        self.assertEqual(self.changes().count("PutBucketTagging"), 0)
        self.assertEqual(self.status()["buckets_made"], ["ours"])
        self.assertIn("removed the bucket ours", self.delete().stderr)
        self.assertEqual(self.cloud.left(), {})

    def test_is_made_where_the_cluster_is(self):
        self.server.cloud = self.cloud = Cloud(slowness=0, region="eu-west-1")
        self.succeed(self.cluster("create", "--yes", AWS_REGION="eu-west-1"))
        self.assertEqual(self.server.forms["CreateBucket"]["CreateBucketConfiguration.LocationConstraint"], "eu-west-1")
        self.succeed(self.cluster("delete", "--yes", AWS_REGION="eu-west-1"))
        self.assertEqual(self.cloud.left(), {})

    def test_is_tagged_where_s3_knows_no_tags_when_it_makes_one(self):
        for way in ("refused", "passed over"):
            with self.subTest(way):
                self.renew_cloud()
                self.cloud.s3.tags_in_create = way
                self.create()
                self.assertEqual(self.cloud.s3.buckets["ours"].tags, PLACE_TAGS)
                self.delete()
                self.assertEqual(self.cloud.left(), {})

    def test_that_cannot_be_tagged_is_removed_again(self):
        self.cloud.s3.tags_in_create = "refused"
        self.cloud.denied = {"s3:PutBucketTagging"}
        outcome = self.fail_with(self.cluster("create", "--yes"), 5, "allow s3:PutBucketTagging on arn:aws:s3:::ours")
        self.assertIn(f"this is there: the role {ROLE}; ", outcome.stderr)
        self.assertEqual(self.cloud.s3.buckets, {})
        self.delete()
        self.assertEqual(self.cloud.left(), {})

    def test_that_got_no_tags_is_not_taken_for_ours_and_said_to_stay(self):
        self.cloud.s3.tags_in_create = "refused"
        self.cloud.denied = {"s3:CreateBucket"}
        self.fail_with(self.cluster("create", "--yes"), 5, "allow s3:CreateBucket")
        self.cloud.denied = set()
        self.cloud.s3.add_bucket("ours")  # by somebody, or by a create that was killed then
        self.create()
        self.assertEqual(self.cloud.s3.buckets["ours"].tags, {})
        self.assertIn("The bucket ours is not taken for ours, for it has no tags", self.delete().stdout)
        self.assertEqual(self.cloud.left(), {"buckets": ["ours"]})

    def test_of_ours_that_is_no_longer_is_kept(self):
        self.create()

        def retag() -> None:
            self.cloud.s3.buckets["ours"].tags = {}

        self.cloud.faults = [Fault("DeleteSecurityGroup", retag, times=1)]
        self.assertIn("The bucket ours stays: it is not seen to be ours any more.\nNothing else", self.delete().stdout)
        self.assertEqual(self.cloud.left(), {"buckets": ["ours"]})

    def test_is_emptied_while_it_is_known_who_has_left_what(self):
        self.create()
        self.cloud.s3.buckets["ours"].objects = set(LEFTOVERS)
        self.cloud.denied = {"ec2:DeleteSecurityGroup"}
        self.fail_with(self.cluster("delete", "--yes"), 5)
        self.assertEqual(self.cloud.redshift.clusters, {})
        self.cloud.denied = set()
        self.delete()
        self.assertEqual(self.cloud.left(), {})

    def test_may_have_a_name_that_no_host_can_have(self):
        self.stage_at("s3a://our.own.bucket")
        self.create()
        self.assertEqual(list(self.cloud.s3.buckets), ["our.own.bucket"])
        self.delete()
        self.assertEqual(self.cloud.left(), {})

    def test_is_found_when_dwh_cfg_names_another_one(self):
        self.create()
        self.stage_at("s3://second/staging")
        self.create()
        self.assertEqual(self.status()["buckets_made"], ["ours", "second"])
        self.stage_at("s3://third/staging")
        self.delete()
        self.assertEqual(self.cloud.left(), {})

    def test_that_no_bucket_can_be_is_refused_before_anything_is_made(self):
        for name in ("My_Bucket", "My-Bucket", "-ours", "ours.", "o..urs", "192.168.5.4", "o" * 64, "xn--ours", "ours-s3alias"):
            with self.subTest(name):
                self.stage_at(f"s3://{name}/staging")
                self.fail_with(self.cluster("create", "--yes"), 2, "no new one can be called that", name, "[S3] STAGING")
        for staging in ("s3://ab/x", "/tmp/staging", "ours/staging", "s3://udacity-dend/log_data/staging"):
            with self.subTest(staging):
                self.stage_at(staging)
                self.fail_with(self.cluster("create", "--yes"), 2)
        self.assertEqual(self.cloud.left(), {})

    def test_that_no_bucket_can_be_keeps_nothing_from_being_deleted(self):
        self.create()
        self.stage_at("s3://ab/staging")
        self.assertEqual(self.status()["buckets_made"], ["ours"])
        self.delete()
        self.assertEqual(self.cloud.left(), {})

    def test_that_cannot_be_asked_for_keeps_nothing_else_from_being_deleted(self):
        self.create()
        self.cloud.faults = [Fault("GetBucketTagging", refuse("InvalidBucketName", "no such thing", 400))]
        self.assertIn("The bucket ours is not taken for ours, for it cannot be looked at (InvalidBucketName", self.delete().stdout)
        self.assertEqual(self.cloud.left(), {"buckets": ["ours"]})

    def test_is_waited_for_while_its_name_is_not_free_yet(self):
        self.cloud.s3.busy = 2
        self.create()
        self.assertEqual(list(self.cloud.s3.buckets), ["ours"])

    def test_is_none_where_runs_stage_nowhere(self):
        self.stage_at("")
        self.create()
        self.assertEqual(self.cloud.s3.buckets, {})
        self.delete()

    def test_beyond_the_quota_is_said(self):
        self.cloud.faults = [Fault("CreateBucket", refuse(
            "TooManyBuckets", "You have attempted to create more buckets than allowed", 400))]
        self.fail_with(self.cluster("create", "--yes"), 1, "cannot create the bucket ours", "Service Quotas")
        self.delete()
        self.assertEqual(self.cloud.left(), {})

    def test_left_with_the_role_is_found_again(self):
        self.cloud.denied = {"ec2:CreateSecurityGroup"}
        self.fail_with(self.cluster("create", "--yes"), 5, "this is there: the role", "the bucket ours;")
        self.cloud.denied = set()
        self.assertEqual(self.status()["buckets_made"], ["ours"])
        self.assertIn("the bucket ours, unless there is more in it than leftovers of runs", self.delete().stderr)
        self.assertEqual(self.cloud.left(), {})


def folder_of(warehouse: str) -> str:
    """As runs call it."""
    return f"staging/sparkify-{hashlib.sha256(warehouse.encode()).hexdigest()[:16]}/"


OURS = folder_of(f"{NAME}.abc123.us-east-1.redshift.amazonaws.com:5439/dev")
LEFTOVERS = {f"{OURS}fedcba9876543210-manifest.json", f"{OURS}0000000000000000-part 1+2.json.zst"}


class WhatIsInTheBucket(BucketCase):
    def setUp(self) -> None:
        super().setUp()
        self.create()
        self.objects = self.cloud.s3.buckets["ours"].objects

    def test_of_killed_runs_goes_with_it(self):
        self.objects |= LEFTOVERS
        rehearsed = self.succeed(self.cluster("delete", "--dry-run")).stdout
        for key in LEFTOVERS:
            self.assertIn(f"s3:DeleteObject on arn:aws:s3:::ours/{key}", rehearsed)
        self.delete()
        self.assertEqual(self.cloud.left(), {})

    def test_of_killed_runs_needs_a_permission_to_go(self):
        self.objects |= LEFTOVERS
        self.cloud.denied = {"s3:DeleteObject"}
        self.fail_with(self.cluster("delete", "--yes"), 5, f"allow s3:DeleteObject on arn:aws:s3:::ours/{OURS}",
                       f"this is there: the cluster {NAME}, ")
        self.cloud.denied = set()
        self.delete()
        self.assertEqual(self.cloud.left(), {})

    def test_of_others_keeps_it_and_all_that_is_in_it(self):
        for other in ("staging/sparkify-logs/2018.json", "notes.txt", "staging/", f"{OURS}notes.txt",
                      f"{folder_of('another:5439/dev')}fedcba9876543210-manifest.json"):
            with self.subTest(other):
                self.create()
                self.objects = self.cloud.s3.buckets["ours"].objects
                self.objects |= LEFTOVERS | {other}
                before = copy.copy(self.objects)
                self.assertNotIn("s3:Delete", self.succeed(self.cluster("delete", "--dry-run")).stdout)
                outcome = self.delete()
                self.assertRegex(outcome.stdout, r"The bucket ours stays: s3://ours/.* is in it\.\nNothing else of the cluster "
                                               r"dwhcluster is left\.\nTake that out of the bucket and run it again, or keep")
                self.assertEqual(self.objects, before)
                self.assertEqual(self.cloud.left(), {"buckets": ["ours"]})
                self.cloud.s3.buckets.clear()

    def test_that_nobody_sees_keeps_it(self):
        self.cloud.faults = [Fault("DeleteBucket", refuse(
            "BucketNotEmpty", "The bucket you tried to delete is not empty. You must delete all versions in the bucket.", 409))]
        self.assertIn("The bucket ours stays: The bucket you tried to delete is not empty. You must delete all versions",
                      self.delete().stdout)

    def test_is_told_as_json(self):
        self.objects.add("notes.txt")
        told = json.loads(self.delete("--output", "json").stdout)
        self.assertEqual(told["left"], ["the bucket ours stays: s3://ours/notes.txt is in it"])
        self.assertNotIn("the bucket ours", told["deleted"])
        self.objects.clear()
        self.delete()
        self.assertEqual(self.cloud.left(), {})

    def test_is_looked_at_again_if_s3_is_busy_with_it(self):
        self.cloud.faults = [Fault("DeleteBucket", refuse("OperationAborted", "A conflicting operation is in progress", 409), times=2)]
        self.delete()
        self.assertEqual(self.cloud.left(), {})


class ABucketThatIsThere(BucketCase):
    """What is not ours is used, and neither changed nor removed."""

    def stays(self) -> str:
        before = copy.deepcopy(self.cloud.s3.buckets)
        outcome = self.create()
        self.assertEqual(self.status()["buckets_made"], [])
        said = outcome.stderr + self.delete().stdout
        self.assertEqual(self.cloud.s3.buckets, before)
        self.assertFalse([name for name in self.changes() if "Bucket" in name or "Object" in name])
        return said

    def test_without_tags_stays(self):
        self.cloud.s3.add_bucket("ours", objects=set(LEFTOVERS))
        self.assertNotIn("warning", self.stays())

    def test_of_another_cluster_stays(self):
        self.cloud.s3.add_bucket("ours", PLACE_TAGS | {"sparkify:cluster": "other"})
        self.assertNotIn("warning", self.stays())

    def test_of_a_cluster_of_that_name_elsewhere_stays(self):
        self.cloud.s3.add_bucket("ours", PLACE_TAGS | {"sparkify:region": "eu-west-1"}, region="eu-west-1")
        self.assertNotIn("not be read", self.stays())

    def test_of_an_account_that_shares_it_stays(self):
        self.cloud.s3.add_bucket("ours", PLACE_TAGS, is_shared=True)
        self.assertIn("The bucket ours is not taken for ours, for its tags may not be read", self.stays())

    def test_whose_tags_may_not_be_read_is_used(self):
        self.cloud.s3.add_bucket("ours")
        self.cloud.denied = {"s3:GetBucketTagging"}
        said = self.stays()
        self.assertIn("allow s3:GetBucketTagging and run it again.\nNothing else of the cluster", said)

    def test_of_an_account_that_does_not_share_it_is_refused_before_anything_is_made(self):
        for region in ("us-east-1", "eu-west-1"):
            with self.subTest(region):
                self.cloud.s3.add_bucket("ours", is_foreign=True, region=region)
                self.fail_with(self.cluster("create", "--yes"), 5, "the bucket ours is somebody else's", "[S3] STAGING",
                               "name another one")
                self.assertEqual(self.changes(), [])

    def test_in_another_region_than_the_data_draws_a_warning(self):
        self.cloud.s3.add_bucket("ours", region="eu-west-1")
        self.cloud.s3.add_bucket("udacity-dend", region="us-west-2")
        self.assertIn("the data in udacity-dend is in us-west-2, and the bucket ours of [S3] STAGING in eu-west-1", self.stays())

    def test_of_ours_needs_a_permission_to_be_known(self):
        self.create()
        self.cloud.denied = {"s3:GetBucketTagging"}
        self.assertIn("The bucket ours is not taken for ours, for its tags may not be read", self.delete().stdout)
        self.assertEqual(self.cloud.left(), {"buckets": ["ours"]})
        self.cloud.denied = set()
        self.delete()
        self.assertEqual(self.cloud.left(), {})

    def test_made_without_the_permission_to_look_at_it_says_which(self):
        self.cloud.denied = {"s3:GetBucketTagging"}
        self.fail_with(self.cluster("create", "--yes"), 5, "allow s3:GetBucketTagging on arn:aws:s3:::ours")
        self.cloud.denied = set()
        self.delete()
        self.assertEqual(self.cloud.left(), {})


if __name__ == "__main__":
    unittest.main()
