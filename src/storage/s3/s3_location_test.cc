#include "storage/s3/s3_location.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace sparkify {
namespace {

TEST(S3Location, HasABucketAndAKey) {
    const S3Location location = parse_s3_location("s3://udacity-dend/log_data/2018");
    EXPECT_EQ(location.bucket, "udacity-dend");
    EXPECT_EQ(location.key, "log_data/2018");
    EXPECT_EQ(location.url(), "s3://udacity-dend/log_data/2018");
    EXPECT_EQ(location.arn("aws"), "arn:aws:s3:::udacity-dend/log_data/2018");
}

TEST(S3Location, NeedsNoKey) {
    EXPECT_EQ(parse_s3_location("s3://bucket").key, "");
    EXPECT_EQ(parse_s3_location("s3://bucket/").key, "");
    EXPECT_EQ(parse_s3_location("s3://bucket").arn("aws"), "arn:aws:s3:::bucket");
}

TEST(S3Location, TakesTheKeyAsItStands) {
    EXPECT_EQ(parse_s3_location("s3://bucket//a b/%20+?#/").key, "/a b/%20+?#/");
}

TEST(S3Location, KnowsTheSchemesOfHadoop) {
    EXPECT_TRUE(is_in_s3("s3a://bucket/key"));
    EXPECT_TRUE(is_in_s3("s3n://bucket/key"));
    EXPECT_EQ(parse_s3_location("s3a://bucket/key").url(), "s3://bucket/key");
    EXPECT_FALSE(is_in_s3("/s3://bucket"));
    EXPECT_FALSE(is_in_s3("https://bucket"));
}

TEST(S3Location, RefusesWhatNoBucketIsCalled) {
    for (const char* location :
         {"s3://", "s3:///key", "s3://ab/key", "s3://my bucket/key", "s3://user:secret@host/key"})
        EXPECT_THROW(static_cast<void>(parse_s3_location(location)), Error) << location;
}

}  // namespace
}  // namespace sparkify
