#include "config/config_file.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "base/error.h"

namespace sparkify {
namespace {

namespace fs = std::filesystem;

class ConfigFile : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "sparkify-test-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
        path_ = (folder_ / "dwh.cfg").string();
        std::ofstream(path_) << "[S3]\n";
    }

    void TearDown() override { fs::remove_all(folder_); }

    fs::path folder_;
    std::string path_;
};

TEST_F(ConfigFile, IsReplacedWithTheRightsThatItHas) {
    fs::permissions(path_, fs::perms(0600));
    replace_config_file(path_, "[DWH]\n");
    EXPECT_EQ(read_config_file(path_), "[DWH]\n");
    EXPECT_EQ(fs::status(path_).permissions(), fs::perms(0600));
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
    // Also as it is: not less readable than it was.
    fs::permissions(path_, fs::perms(0644));
    replace_config_file(path_, "");
    EXPECT_EQ(fs::status(path_).permissions(), fs::perms(0644));
    EXPECT_EQ(read_config_file(path_), "");
}

TEST_F(ConfigFile, ThatIsALinkStaysOne) {
    const fs::path link = folder_ / "link.cfg";
    fs::create_symlink(path_, link);
    replace_config_file(link.string(), "[DWH]\n");
    EXPECT_TRUE(fs::is_symlink(link));
    EXPECT_EQ(read_config_file(path_), "[DWH]\n");
}

TEST_F(ConfigFile, KnowsWhoCanReadIt) {
    for (const unsigned mode : {0644U, 0640U, 0604U}) {
        fs::permissions(path_, fs::perms(mode));
        EXPECT_TRUE(others_can_read(path_)) << mode;
    }
    fs::permissions(path_, fs::perms(0600));
    EXPECT_FALSE(others_can_read(path_));
}

TEST_F(ConfigFile, ThatIsNotThereIsAnError) {
    EXPECT_THROW(static_cast<void>(read_config_file((folder_ / "none").string())), Error);
    EXPECT_THROW(replace_config_file((folder_ / "none" / "dwh.cfg").string(), ""), Error);
}

}  // namespace
}  // namespace sparkify
