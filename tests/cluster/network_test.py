"""The way to AWS: slow, broken, closed, or with credentials that nobody takes."""

from __future__ import annotations

import unittest

from case import GOES_ON, ROLE, FailureCase
from cloud import Cloud, Fault, lose, refuse


class TheWayToAws(FailureCase):
    def test_that_is_slow_down_for_is_tried_again(self):
        for operation in ("GetCallerIdentity", "GetRole", "CreateRole", "CreateSecurityGroup", "CreateCluster",
                          "DescribeClusters", "DeleteCluster"):
            code = {"ec2": "RequestLimitExceeded"}.get("ec2" if "Group" in operation else "", "Throttling")
            with self.subTest(operation):
                self.renew_cloud()
                self.cloud.faults = [Fault(operation, refuse(code, "Rate exceeded"), times=2)]
                self.create()
                self.leave_nothing()

    def test_that_breaks_makes_nothing_twice(self):
        for before in (True, False):
            for place in range(6):
                with self.subTest(place=place, before=before):
                    self.renew_cloud()
                    self.cloud.faults = [Fault("a change", lose, before=before, skip=place, times=1)]
                    self.create()
                    self.assertEqual({name: len(things) for name, things in self.cloud.left().items()},
                                     {"buckets": 1, "roles": 1, "groups": 1, "clusters": 1, "secrets": 1})
                    self.cloud.faults = [Fault("a change", lose, before=before, skip=place, times=1)]
                    self.leave_nothing()

    def test_that_is_not_there_says_so(self):
        outcome = self.cluster("create", "--yes", AWS_ENDPOINT_URL="http://127.0.0.1:1", AWS_MAX_ATTEMPTS="1")
        self.fail_with(outcome, 5, "cannot find out whose the AWS credentials are", "127.0.0.1:1", "check the network")

    def test_leads_to_the_hosts_of_aws(self):
        """Each service is looked for where AWS has it, behind a proxy that nobody answers at."""
        del self.environment["AWS_ENDPOINT_URL"]
        hosts = {"STS": "sts.eu-west-1.amazonaws.com", "IAM": "iam.amazonaws.com", "EC2": "ec2.eu-west-1.amazonaws.com",
                 "REDSHIFT": "redshift.eu-west-1.amazonaws.com", "S3": "s3.eu-west-1.amazonaws.com",
                 "REDSHIFT_SERVERLESS": "redshift-serverless.eu-west-1.amazonaws.com",
                 "SECRETS_MANAGER": "", "RESOURCE_GROUPS_TAGGING_API": "tagging.eu-west-1.amazonaws.com"}
        self.server.cloud = self.cloud = Cloud(slowness=0, region="eu-west-1")
        for service, host in hosts.items():
            if not host:
                continue
            with self.subTest(service):
                others = {f"AWS_ENDPOINT_URL_{name}": self.server.url for name in hosts if name != service}
                outcome = self.cluster("list", AWS_REGION="eu-west-1", AWS_MAX_ATTEMPTS="1", HTTPS_PROXY="http://127.0.0.1:1",
                                       **others)
                self.assertIn(f"https://{host}", outcome.stderr)

    def test_from_which_the_address_cannot_be_asked_for_names_who_was_asked(self):
        del self.environment["SPARKIFY_CHECKIP_URL"]
        self.fail_with(self.cluster("create", "--yes", HTTPS_PROXY="http://127.0.0.1:1"), 5,
                       "https://checkip.amazonaws.com", "--allow-cidr ADDRESS/32")

    def test_leads_to_something_else(self):
        outcome = self.cluster("status", AWS_ENDPOINT_URL_STS=f"{self.server.url}", AWS_ENDPOINT_URL_REDSHIFT="http://127.0.0.1:1",
                               AWS_MAX_ATTEMPTS="1")
        self.fail_with(outcome, 5, "cannot look for the cluster", "127.0.0.1:1")

    def test_that_knows_our_address_as_a_range_opens_nothing(self):
        self.server.address = "0.0.0.0/0"
        self.fail_to_create(5, "it answers a range", "--allow-cidr")

    def test_from_which_nobody_knows_our_address_names_the_way_out(self):
        self.server.address = ""
        self.fail_with(self.cluster("create", "--yes", SPARKIFY_CHECKIP_URL=f"{self.server.url}/checkip"), 5,
                       "from which address this machine is seen", "--allow-cidr ADDRESS/32")
        self.assertEqual(self.changes(), [])

    def test_needs_a_region(self):
        self.environment.pop("AWS_REGION")
        self.fail_with(self.cluster("create", "--yes"), 2, "in which region", "[AWS] REGION")
        self.create("--region", "us-east-1")

    def test_needs_credentials(self):
        del self.environment["AWS_ACCESS_KEY_ID"], self.environment["AWS_SECRET_ACCESS_KEY"]
        self.fail_with(self.cluster("status"), 5, "there are no AWS credentials")

    def test_of_expired_credentials_says_so(self):
        self.server.expired.add(self.environment["AWS_ACCESS_KEY_ID"])
        self.fail_with(self.cluster("status"), 5, "the AWS credentials have expired", "renew")

    def test_of_wrong_credentials_says_so(self):
        self.cloud.faults = [Fault("GetCallerIdentity", refuse(
            "InvalidClientTokenId", "The security token included in the request is invalid.", 403))]
        self.fail_with(self.cluster("status"), 5, "AWS does not accept the credentials", "the clock of this machine")

    def test_whose_credentials_expire_on_it_leaves_the_command_that_goes_on(self):
        self.cloud.faults = [Fault("CreateSecurityGroup", refuse("ExpiredToken", "The security token has expired", 403))]
        self.fail_to_create(5, "have expired", f"this is there: the role {ROLE}, the bucket ours;", GOES_ON)
        self.cloud.faults = []
        self.create()
        self.leave_nothing()


if __name__ == "__main__":
    unittest.main()
