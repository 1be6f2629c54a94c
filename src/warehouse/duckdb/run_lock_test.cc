#include "warehouse/duckdb/run_lock.h"

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

class RunLockTest : public testing::Test {
  protected:
    /// Why the file cannot be locked now; nothing if it can.
    std::string obstacle() const {
        try {
            const RunLock lock(file_);
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::locked);
            return error.message().reason;
        }
        return "";
    }

    const TestFolder folder_;
    const std::string file_ = folder_.path("w.duckdb");
};

TEST_F(RunLockTest, SaysWhoHoldsItAndSinceWhen) {
    const RunLock lock(file_);
    EXPECT_TRUE(obstacle().starts_with(fmt::format("process {} of ", ::getpid()))) << obstacle();
    EXPECT_NE(obstacle().find(", since 20"), std::string::npos) << obstacle();
}

TEST_F(RunLockTest, IsFreeAgainAfterItsHolder) {
    { const RunLock lock(file_); }
    EXPECT_EQ(obstacle(), "");
}

TEST_F(RunLockTest, LeavesNoFileBehind) {
    { const RunLock lock(file_); }
    EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

TEST_F(RunLockTest, IsNotBlockedByAFileThatADeadProcessLeft) {
    folder_.write("w.duckdb.lock", "process 1 of nobody on nowhere, since 2018-11-01 20:57:10 UTC");
    EXPECT_EQ(obstacle(), "");
}

TEST_F(RunLockTest, IsOneForAllPathsThatLeadToAFile) {
    folder_.write("w.duckdb", "");
    std::filesystem::create_symlink(file_, folder_.path("link.duckdb"));
    const RunLock lock(folder_.path("link.duckdb"));
    EXPECT_TRUE(obstacle().starts_with(fmt::format("process {} of ", ::getpid()))) << obstacle();
}

TEST_F(RunLockTest, TakesTheFileOfAnotherUserForItsOwn) {
    folder_.write("w.duckdb.lock", "process 1 of nobody on nowhere, since 2018-11-01 20:57:10 UTC");
    std::filesystem::permissions(folder_.path("w.duckdb.lock"), std::filesystem::perms::owner_read);
    EXPECT_EQ(obstacle(), "");
}

TEST_F(RunLockTest, NeedsAFolder) {
    try {
        const RunLock lock(folder_.path("absent/w.duckdb"));
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::unreachable);
    }
}

}  // namespace
}  // namespace sparkify
