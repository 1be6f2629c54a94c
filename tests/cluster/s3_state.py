"""Buckets, as S3 keeps them: one has its name alone in the world, whoever owns it and wherever it is."""

from __future__ import annotations

import dataclasses
import re
import urllib.parse

from refusal import Refusal
from settling import Settling

PAGE = 1  # keys a page: lists are read to their ends, or not at all


@dataclasses.dataclass
class Bucket:
    tags: dict[str, str]
    region: str
    is_foreign: bool = False  # of another account, which lets nobody in
    is_shared: bool = False  # of another account, which lets us in
    objects: set[str] = dataclasses.field(default_factory=set)


class S3State:
    name = "s3"

    def __init__(self, account: str, region: str, settling: Settling, buckets: dict[str, Bucket]):
        self._account = account
        self._region = region
        self.asked_in = region  # what the request is signed for
        self._settling = settling
        self.buckets = buckets  # of the whole world
        self.tags_in_create = "known"  # or "refused", or "passed over"
        self.busy = 0  # how often a name that was just given up is still taken

    def resource_of(self, _operation: str, parameters: dict) -> str:
        key = f"/{parameters['Key']}" if "Key" in parameters else ""
        return f"arn:aws:s3:::{parameters['Bucket']}{key}"

    def add_bucket(self, name: str, tags: dict[str, str] | None = None, **more) -> Bucket:
        self.buckets[name] = Bucket(tags or {}, more.pop("region", self._region), **more)
        return self.buckets[name]

    def create_bucket(self, parameters: dict) -> dict:
        name = parameters["Bucket"]
        if self.busy > 0:
            self.busy -= 1
            raise Refusal("OperationAborted", "A conflicting conditional operation is currently in progress against this "
                                              "resource. Please try again.", 409)
        if not re.fullmatch(r"(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", name):
            raise Refusal("InvalidBucketName", "The specified bucket is not valid.", 400)
        if name in self.buckets:
            raise Refusal("BucketAlreadyExists", "The requested bucket name is not available.", 409) \
                if self.buckets[name].is_foreign else Refusal(
                    "BucketAlreadyOwnedByYou", "Your previous request to create the named bucket succeeded and you already own it.", 409)
        configuration = parameters.get("CreateBucketConfiguration", {})
        wanted = configuration.get("LocationConstraint")
        if wanted != (None if self._region == "us-east-1" else self._region):
            raise Refusal("IllegalLocationConstraintException", f"The {wanted} location constraint is incompatible", 400)
        tags = {tag["Key"]: tag["Value"] for tag in configuration.get("Tags", [])}
        if tags and self.tags_in_create == "refused":
            raise Refusal("UnsupportedArgument", "The request contained an unsupported argument.", 400)
        self.add_bucket(name, tags if self.tags_in_create == "known" else {})
        self._settling.made(f"bucket {name}")
        return {}

    def get_bucket_tagging(self, parameters: dict) -> dict:
        bucket = self._found(parameters, "GetBucketTagging")
        if not bucket.tags:
            raise Refusal("NoSuchTagSet", "The TagSet does not exist", 404)
        return {"TagSet": [{"Key": key, "Value": value} for key, value in bucket.tags.items()]}

    def put_bucket_tagging(self, parameters: dict) -> dict:
        bucket = self._found(parameters, "PutBucketTagging")
        bucket.tags = {tag["Key"]: tag["Value"] for tag in parameters["Tagging"]["TagSet"]}
        return {}

    def delete_bucket(self, parameters: dict) -> dict:
        if self._found(parameters, "DeleteBucket").objects:
            raise Refusal("BucketNotEmpty", "The bucket you tried to delete is not empty", 409)
        del self.buckets[parameters["Bucket"]]
        return {}

    def list_objects_v2(self, parameters: dict) -> dict:
        objects = self._found(parameters, "ListObjectsV2").objects
        keys = sorted(key for key in objects if key.startswith(parameters.get("Prefix", "")))
        begin = int(parameters.get("ContinuationToken", "0"))
        page = keys[begin:begin + PAGE]
        more = begin + PAGE < len(keys)
        answer = {"Name": parameters["Bucket"], "IsTruncated": more, "EncodingType": "url",
                  "Contents": [{"Key": urllib.parse.quote_plus(key, safe="/"), "Size": 0 if key.endswith("/") else 1, "ETag": '"e"'} for key in page]}
        return answer | ({"NextContinuationToken": str(begin + PAGE)} if more else {})

    def delete_object(self, parameters: dict) -> dict:
        self._found(parameters, "DeleteObject").objects.discard(parameters["Key"])
        return {}

    def require_there(self, call) -> None:
        """What S3 looks at before it asks who may."""
        if call.operation != "CreateBucket" and call.parameters["Bucket"] not in self.buckets:
            raise Refusal("NoSuchBucket", "The specified bucket does not exist", 404)

    def _found(self, parameters: dict, operation: str) -> Bucket:
        name = parameters["Bucket"]
        bucket = self.buckets.get(name)
        if bucket is None or not self._settling.is_seen(f"bucket {name}", operation):
            raise Refusal("NoSuchBucket", "The specified bucket does not exist", 404)
        if bucket.region != self.asked_in:
            raise Refusal("PermanentRedirect", "The bucket you are attempting to access must be addressed using the specified "
                                               "endpoint.", 301, {"x-amz-bucket-region": bucket.region})
        owner = parameters.get("ExpectedBucketOwner")
        if bucket.is_foreign or (bucket.is_shared and owner is not None):
            raise Refusal("AccessDenied", "Access Denied", 403)
        assert owner in (None, self._account), owner
        return bucket
