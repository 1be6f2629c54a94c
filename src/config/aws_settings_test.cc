#include "config/aws_settings.h"

#include <map>

#include <gtest/gtest.h>

#include "config/setting_lookup.h"

namespace sparkify {
namespace {

using Variables = std::map<std::string, std::string, std::less<>>;

AwsSettings settings_of(const AwsFlags& flags, const Variables& variables = {},
                        const FileSettings& file = {}) {
    const Environment environment = [&](std::string_view name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        if (found == variables.end()) return std::nullopt;
        return found->second;
    };
    return aws_settings(flags, environment, SettingLookup(environment, file, "dwh.cfg"));
}

FileSettings file_with(Setting setting, const std::string& value) {
    return {{setting, IniEntry{"S3", "KEY", value, 3}}};
}

TEST(AwsSettings, NeedNothingAtAll) {
    const AwsSettings settings = settings_of({});
    EXPECT_EQ(settings.region, "");
    EXPECT_EQ(settings.endpoint_of(AwsService::s3).url, "");
    EXPECT_EQ(settings.profile, "default");
    EXPECT_FALSE(settings.profile_named);
    EXPECT_TRUE(settings.sign);
    EXPECT_FALSE(settings.requester_pays);
    EXPECT_EQ(settings.concurrency, std::nullopt);
}

TEST(AwsSettings, TakeTheRegionFromWhoSaysItFirst) {
    const FileSettings file = file_with(Setting::s3_region, "of-file");
    const Variables both{{"AWS_REGION", "of-region"}, {"AWS_DEFAULT_REGION", "of-default"}};
    EXPECT_EQ(settings_of({.region = "of-flag"}, both, file).region, "of-flag");
    EXPECT_EQ(settings_of({}, both, file).region, "of-region");
    EXPECT_EQ(settings_of({}, {{"AWS_DEFAULT_REGION", "of-default"}}, file).region, "of-default");
    EXPECT_EQ(settings_of({}, {}, file).region, "of-file");
    EXPECT_EQ(settings_of({}, {}, file).region_source, "dwh.cfg, line 3, [S3] KEY");
}

TEST(AwsSettings, TakeTheRegionOfTheAwsSectionToo) {
    EXPECT_EQ(settings_of({}, {}, file_with(Setting::aws_region, "eu-west-1")).region, "eu-west-1");
}

TEST(AwsSettings, TakeTheEndpointFromWhoSaysItFirst) {
    const FileSettings file = file_with(Setting::s3_endpoint_url, "http://file");
    const Variables both{{"AWS_ENDPOINT_URL_S3", "http://s3"}, {"AWS_ENDPOINT_URL", "http://all"}};
    EXPECT_EQ(
        settings_of({.endpoint_url = "http://flag"}, both, file).endpoint_of(AwsService::s3).url,
        "http://flag");
    EXPECT_EQ(settings_of({}, both, file).endpoint_of(AwsService::s3).url, "http://s3");
    EXPECT_EQ(
        settings_of({}, {{"AWS_ENDPOINT_URL", "http://all"}}, file).endpoint_of(AwsService::s3).url,
        "http://all");
    EXPECT_EQ(settings_of({}, {}, file).endpoint_of(AwsService::s3).url, "http://file");
}

TEST(AwsSettings, KnowWhoNamedTheProfile) {
    const AwsSettings by_flag = settings_of({.profile = "a"}, {{"AWS_PROFILE", "b"}});
    EXPECT_EQ(by_flag.profile, "a");
    EXPECT_TRUE(by_flag.profile_by_flag);
    const AwsSettings by_variable = settings_of({}, {{"AWS_PROFILE", "b"}});
    EXPECT_EQ(by_variable.profile, "b");
    EXPECT_TRUE(by_variable.profile_named);
    EXPECT_FALSE(by_variable.profile_by_flag);
}

}  // namespace
}  // namespace sparkify
