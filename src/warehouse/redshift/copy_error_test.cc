#include "warehouse/redshift/copy_error.h"

#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sparkify {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

/// In the form in which a cluster tells of it.
StatementError of(const std::string& error, const std::string& context,
                  const std::string& role = "") {
    const std::string line(47, '-');
    return copy_error_of(
        StatementError(
            ErrorCode::failed,
            {"the warehouse refused a statement", "redshift://me@host:5439/dev",
             fmt::format("{1}\nDETAIL:  \n  {0}\n  error:  {1}\n  code:      8001\n  "
                         "context:   {2}\n  query:     672099\n  location:  x.cpp:354\n  "
                         "process:   padbmaster [pid=3404]\n  {0}\n",
                         line, error, context),
             ""},
            {"XX000", "COPY ..."}),
        role);
}

TEST(CopyError, NamesTheRoleThatMayNotReadAndTheObject) {
    const Error error = of(
        "S3ServiceException:Access Denied,Status 403,Error AccessDenied,Rid 1,ExtRid 1=,CanRetry 1",
        "S3 key being read : s3://b/a.json", "arn:aws:iam::1:role/r");
    EXPECT_EQ(error.code(), ErrorCode::access_denied);
    EXPECT_EQ(error.message().what, "the cluster may not read an object");
    EXPECT_THAT(error.message().reason, HasSubstr("(S3 key being read : s3://b/a.json)"));
    EXPECT_THAT(error.message().reason, HasSubstr("the role is arn:aws:iam::1:role/r"));
    EXPECT_THAT(error.message().next_step, HasSubstr("s3:GetObject"));
}

TEST(CopyError, TellsTheRoleThatIsNotTrustedInBothWordings) {
    for (const char* text :
         {"User arn:aws:redshift:us-west-2:1:dbuser:c/u is not authorized to assume IAM Role r",
          "exception name : UnauthorizedException, error type : 138, message: Not authorized to "
          "get "
          "credentials of role arn:aws:iam::1:role/r, should retry : 0"}) {
        const Error error = of(text, "IAM Role=r");
        EXPECT_EQ(error.code(), ErrorCode::access_denied);
        EXPECT_EQ(error.message().what, "the cluster may not take on the role");
    }
}

TEST(CopyError, HopesOnlyForARoleWhoseTrustMayNotBeKnownYet) {
    EXPECT_EQ(of("Not authorized to get credentials of role r", "IAM Role=r").cause().retry,
              Retry::not_yet);
    EXPECT_EQ(of("User u is not authorized to assume IAM Role r", "IAM Role=r").cause().retry,
              Retry::none);
    EXPECT_EQ(of("Something else", "").cause().retry, Retry::none);
}

TEST(CopyError, SendsUsersAgainInAMinuteOnlyWhereNobodyHasWaited) {
    EXPECT_THAT(of("User u is not authorized to assume IAM Role r", "").message().next_step,
                HasSubstr("redshift-serverless.amazonaws.com, too); if that was done a moment ago, "
                          "run it again in a minute"));
    EXPECT_THAT(of("Not authorized to get credentials of role r", "").message().next_step,
                EndsWith("redshift-serverless.amazonaws.com, too)"));
}

TEST(CopyError, TellsABucketInAnotherRegion) {
    const Error error =
        of("S3ServiceException:The bucket you are attempting to access must be addressed using the "
           "specified endpoint.,Status 301,Error PermanentRedirect,Rid 1",
           "S3 key being read : s3://b/a.json");
    EXPECT_EQ(error.code(), ErrorCode::unreachable);
    EXPECT_EQ(error.message().what, "the bucket is in another region");
}

TEST(CopyError, TakesTheManifestWithoutAPathForOneThatMayNotBeRead) {
    EXPECT_EQ(of("COPY with MANIFEST parameter requires full path of an S3 object.", "").code(),
              ErrorCode::access_denied);
}

TEST(CopyError, OfAnyOtherKindKeepsTheWordsOfTheCluster) {
    const Error error = of("Something else", "");
    EXPECT_EQ(error.code(), ErrorCode::failed);
    EXPECT_EQ(error.message().reason, "Something else");
}

}  // namespace
}  // namespace sparkify
