#include "report/bar.h"

#include <limits>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

TEST(Bar, FillsItsShareInEighths) {
    EXPECT_EQ(bar(1, 4, true), "████");
    EXPECT_EQ(bar(0.5, 4, true), "██");
    EXPECT_EQ(bar(0.4, 4, true), "█▋");
    EXPECT_EQ(bar(0, 4, true), "");
}

TEST(Bar, FillsItsShareInWholeCellsWithoutUnicode) {
    EXPECT_EQ(bar(1, 4, false), "####");
    EXPECT_EQ(bar(0.6, 4, false), "##");
    EXPECT_EQ(bar(0, 4, false), "");
}

TEST(Bar, MoreThanNothingIsSeen) {
    EXPECT_EQ(bar(1e-9, 20, true), "▏");
    EXPECT_EQ(bar(1e-9, 20, false), "#");
}

TEST(Bar, SharesOutsideOfTheRangeAreHeldToIt) {
    EXPECT_EQ(bar(7, 2, true), "██");
    EXPECT_EQ(bar(-7, 2, true), "");
    EXPECT_EQ(bar(std::numeric_limits<double>::quiet_NaN(), 2, true), "");
    EXPECT_EQ(bar(1, 0, false), "");
}

}  // namespace
}  // namespace sparkify
