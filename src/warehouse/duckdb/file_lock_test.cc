#include "warehouse/duckdb/file_lock.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/error.h"
#include "base/test_folder.h"

namespace sparkify {
namespace {

class FileLockTest : public testing::Test {
  protected:
    /// Why the file cannot be locked now; nothing if it can.
    std::string obstacle() const {
        try {
            const FileLock lock(file_);
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::locked);
            return error.message().reason;
        }
        return "";
    }

    const TestFolder folder_;
    const std::string file_ = folder_.path("w.duckdb");
};

TEST_F(FileLockTest, SaysWhoHoldsItAndSinceWhen) {
    const FileLock lock(file_);
    EXPECT_TRUE(obstacle().starts_with(fmt::format("process {} of ", ::getpid()))) << obstacle();
    EXPECT_NE(obstacle().find(", since 20"), std::string::npos) << obstacle();
}

TEST_F(FileLockTest, IsFreeAgainAfterItsHolder) {
    { const FileLock lock(file_); }
    EXPECT_EQ(obstacle(), "");
}

TEST_F(FileLockTest, LeavesNoFileBehind) {
    { const FileLock lock(file_); }
    EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

TEST_F(FileLockTest, IsNotBlockedByAFileThatADeadProcessLeft) {
    folder_.write("w.duckdb.lock", "process 1 of nobody on nowhere, since 2018-11-01 20:57:10 UTC");
    EXPECT_EQ(obstacle(), "");
}

TEST_F(FileLockTest, IsOneForAllPathsThatLeadToAFile) {
    folder_.write("w.duckdb", "");
    std::filesystem::create_symlink(file_, folder_.path("link.duckdb"));
    const FileLock lock(folder_.path("link.duckdb"));
    EXPECT_TRUE(obstacle().starts_with(fmt::format("process {} of ", ::getpid()))) << obstacle();
}

TEST_F(FileLockTest, TakesTheFileOfAnotherUserForItsOwn) {
    folder_.write("w.duckdb.lock", "process 1 of nobody on nowhere, since 2018-11-01 20:57:10 UTC");
    std::filesystem::permissions(folder_.path("w.duckdb.lock"), std::filesystem::perms::owner_read);
    EXPECT_EQ(obstacle(), "");
}

TEST_F(FileLockTest, NeedsAFolder) {
    try {
        const FileLock lock(folder_.path("absent/w.duckdb"));
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::unreachable);
    }
}

}  // namespace
}  // namespace sparkify
