#include "storage/s3/s3_buckets.h"

#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "aws/test_server.h"
#include "storage/s3/test_access.h"

namespace sparkify {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;
using testing::StartsWith;

/// What was asked, and what is answered.
class S3BucketsTest : public testing::Test {
  protected:
    [[nodiscard]] S3Buckets buckets(const std::string& region = "eu-west-1") const {
        return {access_to_s3_at(server_.url()), region, "123456789012"};
    }

    [[nodiscard]] static std::string error_of(const std::string& code) {
        return "<Error><Code>" + code + "</Code></Error>";
    }

    void refuse(int status, const std::string& code) { answers_ = {{status, error_of(code)}}; }

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

TEST_F(S3BucketsTest, FindsOneThatHasNoTags) {
    refuse(404, "NoSuchTagSet");
    EXPECT_THAT(buckets().find("ours").value_or(S3Bucket{}).region, "eu-west-1");
}

TEST_F(S3BucketsTest, LooksWhereTheBucketIs) {
    answers_ = {{301, error_of("PermanentRedirect"), "x-amz-bucket-region: us-west-2\r\n"},
                {404, error_of("NoSuchTagSet")}};
    const auto bucket = buckets().find("ours");
    ASSERT_TRUE(bucket.has_value());
    EXPECT_EQ(bucket->region, "us-west-2");
    EXPECT_THAT(requests_, ElementsAre(HasSubstr("/eu-west-1/s3/"), HasSubstr("/us-west-2/s3/")));
}

TEST_F(S3BucketsTest, FindsOneOfWhichOnlyTheTagsAreHidden) {
    answers_ = {{403, error_of("AccessDenied")}, {200, "<ListBucketResult/>"}};
    const auto bucket = buckets().find("ours");
    ASSERT_TRUE(bucket.has_value());
    EXPECT_EQ(bucket->view, BucketView::hidden_tags);
    EXPECT_THAT(bucket->refusal, HasSubstr("AccessDenied"));
}

TEST_F(S3BucketsTest, FindsOneThatMayNotBeLookedAt) {
    answers_ = {{403, error_of("AccessDenied")}, {403, error_of("AccessDenied")}};
    EXPECT_EQ(buckets().find("ours").value_or(S3Bucket{}).view, BucketView::closed);
}

TEST_F(S3BucketsTest, FindsNoneWhoseAbsenceIsSeenOnlyWhereOneMayLook) {
    answers_ = {{403, error_of("AccessDenied")}, {404, error_of("NoSuchBucket")}};
    EXPECT_FALSE(buckets().find("ours").has_value());
}

TEST_F(S3BucketsTest, TouchesNoBucketOfAnotherAccount) {
    S3Buckets buckets = this->buckets();
    answers_ = {{404, error_of("NoSuchTagSet")}};
    static_cast<void>(buckets.find("ours"));
    buckets.write_tags("ours", {{"a", "b"}});
    buckets.remove_object({"ours", "key"});
    buckets.remove("ours");
    EXPECT_THAT(
        requests_,
        testing::AllOf(testing::SizeIs(4),
                       testing::Each(HasSubstr("X-Amz-Expected-Bucket-Owner: 123456789012"))));
}

TEST_F(S3BucketsTest, SendsAChecksumOfTheTags) {
    buckets().write_tags("ours", {{"a", "b"}});
    EXPECT_THAT(
        requests_,
        ElementsAre(testing::AllOf(
            StartsWith("PUT /ours?tagging"),
            HasSubstr("X-Amz-Checksum-Sha256: WDsnQSerDXwWGU7UcIQoW463rzj1z0Jg5kVXwgCWL2I="),
            HasSubstr("<TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet>"))));
}

TEST_F(S3BucketsTest, KnowsWhereABucketIsThatIsSomebodyElses) {
    answers_ = {{403, error_of("AccessDenied"), "x-amz-bucket-region: us-west-2\r\n"},
                {200, "<ListBucketResult/>"},
                {403, error_of("AccessDenied")}};
    S3Buckets buckets = this->buckets();
    EXPECT_EQ(buckets.region_of("theirs"), "us-west-2");
    EXPECT_EQ(buckets.region_of("theirs"), "eu-west-1");
    EXPECT_EQ(buckets.region_of("theirs"), std::nullopt);
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
    std::vector<std::string> keys;
    buckets().each_key("ours", [&](const std::string& key) {
        keys.push_back(key);
        return true;
    });
    EXPECT_THAT(keys, ElementsAre("s/a b", "s/c"));
    EXPECT_THAT(requests_[1], HasSubstr("continuation-token=t"));
}

TEST_F(S3BucketsTest, ListsNoMoreThanIsWanted) {
    answers_ = {{200,
                 "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>t"
                 "</NextContinuationToken><Contents><Key>a</Key><Size>1</Size></Contents>"
                 "</ListBucketResult>"}};
    buckets().each_key("ours", [](const std::string&) { return false; });
    EXPECT_THAT(requests_, testing::SizeIs(1));
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
