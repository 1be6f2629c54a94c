#include "aws/service_failure.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

const ServiceCall kCall{"CreateCluster", "cannot create the cluster dwh",
                        "arn:aws:redshift:us-east-1:1:cluster:dwh"};

ServiceFailure failure_with(const std::string& code, const std::string& message = "") {
    return service_failure("redshift", kCall, {code, message, "", "", code + ": " + message},
                           "the environment");
}

TEST(ServiceFailure, NamesThePermissionOfTheCall) {
    for (const std::string code :
         {"AccessDenied", "AccessDeniedException", "UnauthorizedOperation"}) {
        const ServiceFailure failure = failure_with(code);
        EXPECT_EQ(failure.code(), ErrorCode::access_denied) << code;
        EXPECT_EQ(failure.message().next_step, "allow redshift:CreateCluster on " + kCall.resource);
    }
}

TEST(ServiceFailure, NamesThePermissionThatTheServiceNames) {
    const ServiceFailure failure =
        failure_with("AccessDenied",
                     "User: arn:aws:iam::1:user/ada is not authorized to perform: iam:PassRole on "
                     "resource: arn:aws:iam::1:role/r because no identity-based policy allows it");
    EXPECT_EQ(failure.message().next_step, "allow iam:PassRole on arn:aws:iam::1:role/r");
}

TEST(ServiceFailure, NamesTheResourceWithoutTheQuotesOfS3) {
    const ServiceFailure failure = failure_with(
        "AccessDenied",
        "User: arn:aws:iam::1:user/ada is not authorized to perform: s3:TagResource "
        "on resource: \"arn:aws:s3:::ours\" because no identity-based policy allows it");
    EXPECT_EQ(failure.message().next_step, "allow s3:TagResource on arn:aws:s3:::ours");
}

TEST(ServiceFailure, KnowsADenialByItsWordsUnderAnotherName) {
    const ServiceFailure failure =
        failure_with("ValidationException",
                     "User: x is not authorized to perform: redshift-serverless:TagResource");
    EXPECT_EQ(failure.code(), ErrorCode::access_denied);
    EXPECT_EQ(failure.message().next_step,
              "allow redshift-serverless:TagResource on " + kCall.resource);
}

TEST(ServiceFailure, TellsExpiredFromUnknownCredentials) {
    EXPECT_EQ(failure_with("ExpiredToken").message().what, "the AWS credentials have expired");
    EXPECT_EQ(failure_with("InvalidClientTokenId").message().what,
              "AWS does not accept the credentials");
    EXPECT_EQ(failure_with("SignatureDoesNotMatch").code(), ErrorCode::access_denied);
}

TEST(ServiceFailure, KnowsAQuota) {
    for (const std::string code :
         {"ClusterQuotaExceeded", "LimitExceeded", "VpcLimitExceeded", "TooManyBuckets"})
        EXPECT_NE(failure_with(code).message().next_step.find("Service Quotas"), std::string::npos)
            << code;
}

TEST(ServiceFailure, TakesNoThrottlingForAQuota) {
    EXPECT_EQ(failure_with("RequestLimitExceeded").message().next_step, "");
}

TEST(ServiceFailure, KnowsItsCodeWithAndWithoutWhatServicesAppend) {
    EXPECT_TRUE(failure_with("ClusterNotFound").has_code("ClusterNotFoundFault"));
    EXPECT_TRUE(failure_with("ConflictException").has_code("Conflict"));
    EXPECT_FALSE(failure_with("ClusterNotFound").has_code("Cluster"));
}

TEST(ServiceFailure, OfAnythingElseIsInTheServicesWords) {
    const ServiceFailure failure = failure_with("InsufficientClusterCapacity", "no machines");
    EXPECT_EQ(failure.code(), ErrorCode::failed);
    EXPECT_EQ(failure.message().what, kCall.purpose);
    EXPECT_EQ(failure.message().place, "redshift:CreateCluster on " + kCall.resource);
    EXPECT_EQ(failure.message().reason, "InsufficientClusterCapacity: no machines");
}

}  // namespace
}  // namespace sparkify
