#include "base/trimmed.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

TEST(Trimmed, HasNoBlanksAtItsEnds) {
    EXPECT_EQ(trimmed(" \t\v a b\f\r\n"), "a b");
    EXPECT_EQ(trimmed("ab"), "ab");
}

TEST(Trimmed, IsEmptyIfThereAreOnlyBlanks) {
    EXPECT_EQ(trimmed(""), "");
    EXPECT_EQ(trimmed(" \r\n\t"), "");
}

}  // namespace
}  // namespace sparkify
