#include "config/known_keys.h"

#include <set>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

TEST(KnownKeys, AreFoundBySectionAndKey) {
    EXPECT_EQ(find_setting("S3", "LOG_DATA"), Setting::log_data);
    EXPECT_EQ(find_setting("CLUSTER", "HOST"), Setting::cluster_host);
    EXPECT_EQ(find_setting("IAM_ROLE", "ARN"), Setting::iam_role_arn);
    EXPECT_EQ(find_setting("DWH", "DWH_DB_PASSWORD"), Setting::dwh_password);
}

TEST(KnownKeys, AreComparedWithoutCase) {
    EXPECT_EQ(find_setting("s3", "Log_Data"), Setting::log_data);
}

TEST(KnownKeys, HaveSpellingsThatCirculate) {
    EXPECT_EQ(find_setting("S3", "LOG_JSON_PATH"), find_setting("S3", "LOG_JSONPATH"));
    EXPECT_EQ(find_setting("AWS", "AWS_KEY"), find_setting("AWS", "KEY"));
    EXPECT_EQ(find_setting("AWS", "AWS_SECRET"), find_setting("AWS", "SECRET"));
    EXPECT_EQ(find_setting("AWS", "AWS_REGION"), find_setting("AWS", "REGION"));
}

TEST(KnownKeys, BelongToTheirSection) {
    EXPECT_EQ(find_setting("AWS", "LOG_DATA"), std::nullopt);
    EXPECT_NE(find_setting("AWS", "REGION"), find_setting("S3", "REGION"));
}

TEST(KnownKeys, AreMatchedAsAWhole) {
    EXPECT_EQ(find_setting("S3", "LOG_DAT"), std::nullopt);
    EXPECT_EQ(find_setting("S3", "LOG_DATA2"), std::nullopt);
    EXPECT_EQ(find_setting("", ""), std::nullopt);
}

TEST(KnownKeys, AreEachFoundAsTheyAreListed) {
    for (const KnownKey& known : known_keys())
        EXPECT_EQ(find_setting(known.section, known.key), known.setting) << known.key;
}

TEST(KnownKeys, AreListedOnce) {
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (const KnownKey& known : known_keys())
        EXPECT_TRUE(seen.emplace(known.section, known.key).second) << known.key;
}

TEST(NearestKnownKey, ForgivesAMistypedKey) {
    EXPECT_EQ(nearest_known_key("S3", "LOG_DTA"), "[S3] LOG_DATA");
    EXPECT_EQ(nearest_known_key("cluster", "db_pasword"), "[CLUSTER] DB_PASSWORD");
}

TEST(NearestKnownKey, ForgivesAMistypedSection) {
    EXPECT_EQ(nearest_known_key("CLUSTR", "HOST"), "[CLUSTER] HOST");
}

TEST(NearestKnownKey, IsEmptyIfNoneIsNear) {
    EXPECT_EQ(nearest_known_key("COLOURS", "BACKGROUND"), "");
}

}  // namespace
}  // namespace sparkify
