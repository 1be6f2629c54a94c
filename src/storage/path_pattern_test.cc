#include "storage/path_pattern.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

TEST(PathPattern, HoldsWhatItMatches) {
    EXPECT_TRUE(is_in_path_pattern("/logs/a.json", "/logs/*.json"));
    EXPECT_TRUE(is_in_path_pattern("/logs/a.json", "/l?gs//[ab].json"));
    EXPECT_FALSE(is_in_path_pattern("/logs/a.text", "/logs/*.json"));
    EXPECT_FALSE(is_in_path_pattern("/logs/2018/a.json", "/logs/*.json"));
    EXPECT_FALSE(is_in_path_pattern("/logs", "/logs/*.json"));
}

TEST(PathPattern, HoldsWhatLiesInAFolderThatItMatches) {
    EXPECT_TRUE(is_in_path_pattern("/logs/2018/11/a.json", "/logs/20*"));
    EXPECT_FALSE(is_in_path_pattern("/logs/1999/11/a.json", "/logs/20*"));
}

TEST(PathPattern, GoesThroughAnyFoldersButHiddenOnes) {
    EXPECT_TRUE(is_in_path_pattern("/logs/a.json", "/logs/**/*.json"));
    EXPECT_TRUE(is_in_path_pattern("/logs/2018/11/a.json", "/logs/**/*.json"));
    EXPECT_TRUE(is_in_path_pattern("/logs/2018/11/a.json", "/logs/**"));
    EXPECT_FALSE(is_in_path_pattern("/logs/.old/a.json", "/logs/**/*.json"));
    EXPECT_FALSE(is_in_path_pattern("/other/a.json", "/logs/**/*.json"));
}

TEST(PathPattern, HoldsADotNameOnlyIfItNamesTheDot) {
    EXPECT_FALSE(is_in_path_pattern("/logs/.a.json", "/logs/*.json"));
    EXPECT_TRUE(is_in_path_pattern("/logs/.a.json", "/logs/.*.json"));
}

}  // namespace
}  // namespace sparkify
