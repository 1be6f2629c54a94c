#include "cli/full_path.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "base/test_folder.h"

namespace sparkify {
namespace {

TEST(FullPath, LeavesOutWhatMeansNothing) {
    EXPECT_EQ(full_path("/nowhere/./logs//2018/"), "/nowhere/logs/2018");
    EXPECT_EQ(full_path("/nowhere/more/../logs"), "/nowhere/logs");
    EXPECT_EQ(full_path("/.."), "/");
}

TEST(FullPath, BeginsAtTheRoot) {
    EXPECT_EQ(full_path("logs/*.json"), (std::filesystem::current_path() / "logs/*.json").string());
    EXPECT_EQ(full_path("."), std::filesystem::current_path().string());
}

TEST(FullPath, GoesBackFromWhereALinkLeads) {
    const TestFolder folder;
    std::filesystem::create_directories(folder.path("far/away"));
    std::filesystem::create_directory_symlink(folder.path("far/away"), folder.path("link"));
    const std::string far = std::filesystem::canonical(folder.path("far")).string();
    EXPECT_EQ(full_path(folder.path("link/../logs")), far + "/logs");
    EXPECT_EQ(full_path(folder.path("link/logs")), folder.path("link/logs"));
}

}  // namespace
}  // namespace sparkify
