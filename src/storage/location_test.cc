#include "storage/location.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

TEST(IsAtLocation, HoldsBelowAFolder) {
    EXPECT_TRUE(is_at_location("/data/logs/2018/a.json", "/data/logs"));
    EXPECT_TRUE(is_at_location("/data/logs/a.json", "/data/logs/"));
    EXPECT_TRUE(is_at_location("/data/a.json", "/data/a.json"));
    EXPECT_FALSE(is_at_location("/data/logs2/a.json", "/data/logs"));
}

TEST(IsAtLocation, HoldsForWhatAPatternMatches) {
    EXPECT_TRUE(is_at_location("/data/logs/a.json", "/data/l*/*.json"));
    EXPECT_FALSE(is_at_location("/data/logs/a.csv", "/data/l*/*.json"));
    EXPECT_TRUE(is_at_location("/data/[x]/a.json", "/data/[x]"));
}

TEST(IsAtLocation, HoldsForEveryKeyThatBeginsWithAnS3Prefix) {
    EXPECT_TRUE(is_at_location("s3://bucket/logs/a.json", "s3://bucket/logs"));
    EXPECT_TRUE(is_at_location("s3://bucket/logs2/a.json", "s3://bucket/logs"));
    EXPECT_TRUE(is_at_location("s3://bucket/a*b/c", "s3://bucket/a*b/"));
    EXPECT_TRUE(is_at_location("s3://bucket/logs/a.json", "s3://bucket"));
    EXPECT_FALSE(is_at_location("s3://bucket/logs/a.json", "s3://bucket/logs2"));
    EXPECT_FALSE(is_at_location("s3://bucket2/logs/a.json", "s3://bucket"));
    EXPECT_FALSE(is_at_location("/bucket/logs/a.json", "s3://bucket/logs"));
}

}  // namespace
}  // namespace sparkify
