#include "base/backoff.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

using std::chrono::milliseconds;

double longest_of_many(Backoff& backoff, unsigned failures) {
    milliseconds longest{0};
    for (int draw = 0; draw < 1000; ++draw)
        longest = std::max(longest, backoff.wait(failures));
    return static_cast<double>(longest.count());
}

TEST(Backoff, DoublesTheLimitWithEveryFailure) {
    Backoff backoff(milliseconds(100), milliseconds(10'000), 1);
    EXPECT_NEAR(longest_of_many(backoff, 1), 100, 5);
    EXPECT_NEAR(longest_of_many(backoff, 2), 200, 10);
    EXPECT_NEAR(longest_of_many(backoff, 4), 800, 40);
}

TEST(Backoff, DrawsFromTheWholeRangeDownToZero) {
    Backoff backoff(milliseconds(1000), milliseconds(10'000), 1);
    milliseconds shortest{1000};
    for (int draw = 0; draw < 1000; ++draw)
        shortest = std::min(shortest, backoff.wait(1));
    EXPECT_LT(shortest, milliseconds(20));
}

TEST(Backoff, NeverWaitsLongerThanTheLongest) {
    Backoff backoff(milliseconds(100), milliseconds(700), 1);
    EXPECT_LE(longest_of_many(backoff, 4), 700);
    EXPECT_LE(longest_of_many(backoff, 100), 700);
}

}  // namespace
}  // namespace sparkify
