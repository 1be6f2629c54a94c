#include "base/exit_code.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

int number_of(ErrorCode code) {
    return static_cast<int>(exit_code_of(code));
}

// The numbers are a contract with scripts: docs/exit-codes.md.

TEST(ExitCode, IsOneForAFailedRun) {
    EXPECT_EQ(number_of(ErrorCode::failed), 1);
    EXPECT_EQ(number_of(ErrorCode::statement_refused), 1);
}

TEST(ExitCode, IsTwoForWhatTheUserWrote) {
    EXPECT_EQ(number_of(ErrorCode::usage), 2);
    EXPECT_EQ(number_of(ErrorCode::configuration), 2);
}

TEST(ExitCode, TellsFailedChecksFromRejects) {
    EXPECT_EQ(number_of(ErrorCode::check_failed), 3);
    EXPECT_EQ(number_of(ErrorCode::too_many_rejects), 4);
}

TEST(ExitCode, IsFiveForWhatCannotBeReachedOrRead) {
    EXPECT_EQ(number_of(ErrorCode::unreachable), 5);
    EXPECT_EQ(number_of(ErrorCode::access_denied), 5);
}

TEST(ExitCode, IsSixWhileAnotherProcessHoldsTheWarehouse) {
    EXPECT_EQ(number_of(ErrorCode::locked), 6);
}

TEST(ExitCode, IsThatOfShellsForAnInterruption) {
    EXPECT_EQ(number_of(ErrorCode::interrupted), 130);
}

}  // namespace
}  // namespace sparkify
