#include "base/error.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

TEST(Error, SaysWhatWhereAndWhyInOneLine) {
    const Error error(ErrorCode::failed, {"cannot read the object", "logs/a.json, line 3",
                                          "Input/output error", "try again"});
    EXPECT_STREQ(error.what(), "cannot read the object: logs/a.json, line 3: Input/output error");
}

TEST(Error, LeavesOutOfItsLineWhatIsEmpty) {
    EXPECT_STREQ(Error(ErrorCode::failed, {"it failed", "", "", ""}).what(), "it failed");
    EXPECT_STREQ(Error(ErrorCode::failed, {"it failed", "", "disk full", ""}).what(),
                 "it failed: disk full");
}

TEST(Error, KeepsItsPartsForTheReport) {
    const Error error(ErrorCode::locked, {"a", "b", "c", "d"});
    EXPECT_EQ(error.code(), ErrorCode::locked);
    EXPECT_EQ(error.message().what, "a");
    EXPECT_EQ(error.message().place, "b");
    EXPECT_EQ(error.message().reason, "c");
    EXPECT_EQ(error.message().next_step, "d");
}

TEST(Error, KeepsItsLineWhenItIsCopied) {
    const auto copy = [] {
        const Error error(ErrorCode::failed,
                          {"a message that is too long to be stored in place", "", "", ""});
        return Error(error);
    }();
    EXPECT_STREQ(copy.what(), "a message that is too long to be stored in place");
}

}  // namespace
}  // namespace sparkify
