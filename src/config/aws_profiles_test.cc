#include "config/aws_profiles.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/test_folder.h"

namespace sparkify {
namespace {

/// Files of profiles in a folder of their own.
class AwsProfilesTest : public testing::Test {
  public:
    [[nodiscard]] AwsProfiles read() const {
        return AwsProfiles::read([this](std::string_view name) -> std::optional<std::string> {
            if (name == "HOME") return folder_.path();
            return std::nullopt;
        });
    }

    const TestFolder folder_;
};

TEST_F(AwsProfilesTest, AreNoneWithoutFiles) {
    EXPECT_TRUE(read().empty());
    EXPECT_EQ(read().find("default"), nullptr);
}

TEST_F(AwsProfilesTest, HaveOtherNamesInEachFile) {
    folder_.write(".aws/config",
                  "[default]\nregion = a\n[profile work]\nregion = b\n[other]\nx = y\n");
    folder_.write(".aws/credentials", "[work]\naws_access_key_id = K\n");
    const AwsProfiles profiles = read();
    EXPECT_EQ(profile_value(profiles.find("default"), "region"), "a");
    EXPECT_EQ(profile_value(profiles.find("work"), "region"), "b");
    EXPECT_EQ(profile_value(profiles.find("work"), "aws_access_key_id"), "K");
    EXPECT_EQ(profiles.find("other"), nullptr);
}

TEST_F(AwsProfilesTest, TakeKeysOfTheCredentialsFileFirst) {
    folder_.write(".aws/config", "[default]\naws_access_key_id = CONFIG\n");
    folder_.write(".aws/credentials", "[default]\nAWS_ACCESS_KEY_ID = CREDENTIALS\n");
    EXPECT_EQ(profile_value(read().find("default"), "aws_access_key_id"), "CREDENTIALS");
}

TEST_F(AwsProfilesTest, KeepQuotationMarksInValuesAndNotInNames) {
    folder_.write(".aws/config",
                  "[profile \"a b\"]\ncredential_process = \"/a b/give\" plain \"with blank\"\n");
    EXPECT_EQ(profile_value(read().find("a b"), "credential_process"),
              "\"/a b/give\" plain \"with blank\"");
}

TEST_F(AwsProfilesTest, MayHaveNestedSettings) {
    folder_.write(".aws/config", "[default]\ns3 =\n  max_concurrent_requests = 20\nregion = a\n");
    EXPECT_EQ(profile_value(read().find("default"), "region"), "a");
}

TEST_F(AwsProfilesTest, AreWhereVariablesSay) {
    const std::string file = folder_.write("elsewhere", "[profile x]\nregion = here\n");
    const AwsProfiles profiles =
        AwsProfiles::read([&](std::string_view name) -> std::optional<std::string> {
            if (name == "AWS_CONFIG_FILE") return file;
            return std::nullopt;
        });
    EXPECT_EQ(profile_value(profiles.find("x"), "region"), "here");
}

TEST_F(AwsProfilesTest, ThatCannotBeUnderstoodNameTheFileAndNotItsText) {
    folder_.write(".aws/credentials", "[default]\nplanted-secret\n");
    try {
        static_cast<void>(read());
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::configuration);
        EXPECT_NE(error.message().place.find(".aws/credentials, line 2"), std::string::npos);
        EXPECT_EQ(std::string(error.what()).find("planted-secret"), std::string::npos);
    }
}

TEST(ProfileValue, OfAnEmptyTextIsNothing) {
    const AwsProfile profile{{"region", ""}};
    EXPECT_EQ(profile_value(&profile, "region"), std::nullopt);
    EXPECT_EQ(profile_value(nullptr, "region"), std::nullopt);
}

}  // namespace
}  // namespace sparkify
