"""The search by tags over services, as Resource Groups has it: of buckets, which is all that is asked for."""

from __future__ import annotations

from paging import page
from s3_state import S3State


class TaggingState:
    name = "tagging"

    def __init__(self, region: str, s3: S3State):
        self._region = region
        self._s3 = s3

    def resource_of(self, _operation: str, _parameters: dict) -> str:
        return "*"

    def get_resources(self, parameters: dict) -> dict:
        assert parameters["ResourceTypeFilters"] == ["s3"], parameters
        keys = {entry["Key"] for entry in parameters["TagFilters"]}
        found = [{"ResourceARN": f"arn:aws:s3:::{name}", "Tags": [{"Key": key, "Value": value} for key, value in bucket.tags.items()]}
                 for name, bucket in self._s3.buckets.items()
                 if not bucket.is_foreign and bucket.region == self._region and keys <= set(bucket.tags)]
        return page("ResourceTagMappingList", found, parameters, "PaginationToken")
