#include "storage/s3/s3_buckets.h"

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "aws/test_server.h"

namespace sparkify {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using testing::StartsWith;

/// What was asked, and what is answered.
class S3BucketsTest : public testing::Test {
  protected:
    [[nodiscard]] S3Buckets buckets(const std::string& region = "eu-west-1") const {
        AwsSettings settings;
        settings.s3_endpoint = server_.url();
        settings.access_key_id = "key";
        settings.secret_access_key = Secret("secret");
        settings.max_attempts = "1";
        return {std::make_shared<AwsAccess>(
                    std::move(settings), [](std::string_view) { return std::nullopt; },
                    std::stop_token(), [](const std::string&) {}),
                region};
    }

    void refuse(int status, const std::string& code, const std::string& headers = "") {
        answers_ = {{status, "<Error><Code>" + code + "</Code></Error>", headers}};
    }

    [[nodiscard]] TestServer::Answer respond(std::string_view request) {
        const std::lock_guard lock(mutex_);
        requests_.emplace_back(request);
        if (answers_.empty()) return {200, ""};
        TestServer::Answer answer = answers_.front();
        answers_.erase(answers_.begin());
        return answer;
    }

    std::mutex mutex_;
    std::vector<std::string> requests_;
    std::vector<TestServer::Answer> answers_;
    TestServer server_{[this](std::string_view request) { return respond(request); }};
};

TEST_F(S3BucketsTest, FindsABucketWithItsTags) {
    answers_ = {{200,
                 "<Tagging xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><TagSet><Tag>"
                 "<Key>sparkify:cluster</Key><Value>dwh</Value></Tag></TagSet></Tagging>"}};
    const auto bucket = buckets().find("ours");
    ASSERT_TRUE(bucket.has_value());
    EXPECT_THAT(bucket->tags, ElementsAre(Pair("sparkify:cluster", "dwh")));
    EXPECT_THAT(requests_, ElementsAre(StartsWith("GET /ours?tagging")));
}

TEST_F(S3BucketsTest, FindsNoneWhereThereIsNone) {
    refuse(404, "NoSuchBucket");
    EXPECT_FALSE(buckets().find("ours").has_value());
}

TEST_F(S3BucketsTest, FindsOneThatHasNoTagsOrIsElsewhere) {
    refuse(404, "NoSuchTagSet");
    EXPECT_THAT(buckets().find("ours").value_or(S3Bucket{}).tags, IsEmpty());
    refuse(301, "PermanentRedirect", "x-amz-bucket-region: us-west-2\r\n");
    EXPECT_THAT(buckets().find("ours").value_or(S3Bucket{}).name, "ours");
}

TEST_F(S3BucketsTest, FindsOneThatMayNotBeLookedAt) {
    refuse(403, "AccessDenied");
    EXPECT_THAT(buckets().find("ours").value_or(S3Bucket{}).refusal, HasSubstr("AccessDenied"));
}

TEST_F(S3BucketsTest, TakesNoOtherAnswerForABucket) {
    refuse(403, "InvalidAccessKeyId");
    EXPECT_THROW(static_cast<void>(buckets().find("ours")), ServiceFailure);
    answers_ = {{200, "hello"}};
    EXPECT_THROW(static_cast<void>(buckets().find("ours")), Error);
}

TEST_F(S3BucketsTest, MakesOneInItsRegionWithTags) {
    buckets().create("ours", {{"a", "x & y"}});
    ASSERT_EQ(requests_.size(), 1U);
    EXPECT_THAT(requests_[0], StartsWith("PUT /ours HTTP"));
    EXPECT_THAT(requests_[0],
                HasSubstr("<LocationConstraint>eu-west-1</LocationConstraint><Tags><Tag>"
                          "<Key>a</Key><Value>x &amp; y</Value></Tag></Tags>"));
}

TEST_F(S3BucketsTest, DoesNotNameTheRegionInWhichS3Began) {
    buckets("us-east-1").create("ours", {});
    EXPECT_THAT(requests_, ElementsAre(testing::Not(HasSubstr("LocationConstraint"))));
}

TEST_F(S3BucketsTest, ListsAllPages) {
    answers_ = {{200,
                 "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>t"
                 "</NextContinuationToken><EncodingType>url</EncodingType><Contents><Key>s/a+b"
                 "</Key><Size>1</Size></Contents></ListBucketResult>"},
                {200,
                 "<ListBucketResult><Contents><Key>s/c</Key><Size>1</Size></Contents>"
                 "</ListBucketResult>"}};
    EXPECT_THAT(buckets().keys({"ours", "s/"}), ElementsAre("s/a b", "s/c"));
    EXPECT_THAT(requests_[1], HasSubstr("continuation-token=t"));
}

TEST_F(S3BucketsTest, RemovesObjectsOfAnyName) {
    buckets().remove_object({"ours", "s/a b+ü"});
    EXPECT_THAT(requests_, ElementsAre(StartsWith("DELETE /ours/s/a%20b%2B%C3%BC HTTP")));
}

TEST_F(S3BucketsTest, NeedNotRemoveWhatIsGone) {
    refuse(404, "NoSuchBucket");
    buckets().remove("ours");
    refuse(409, "BucketNotEmpty");
    EXPECT_THROW(buckets().remove("ours"), ServiceFailure);
}

}  // namespace
}  // namespace sparkify
