#include "base/letter_case.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

TEST(LetterCase, MakesNoDifference) {
    EXPECT_TRUE(equal_without_case("Log_Data", "LOG_DATA"));
    EXPECT_TRUE(equal_without_case("", ""));
}

TEST(LetterCase, IsAllThatMakesNoDifference) {
    EXPECT_FALSE(equal_without_case("a", "ab"));
    EXPECT_FALSE(equal_without_case("a", "b"));
    EXPECT_FALSE(equal_without_case("\u00E9", "\u00C9"));
}

TEST(InLowerCase, ChangesAsciiCapitalsOnly) {
    EXPECT_EQ(in_lower_case("X-Amz-Date \xC3\x84_9"), "x-amz-date \xC3\x84_9");
}

}  // namespace
}  // namespace sparkify
