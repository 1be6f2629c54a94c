#include "report/throttle.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

using namespace std::chrono_literals;

TEST(Throttle, IsDueAtOnceAndThenOnceInAnInterval) {
    std::chrono::steady_clock::time_point now{};
    Throttle throttle{100ms, [&now] { return now; }};
    EXPECT_TRUE(throttle.is_due());
    EXPECT_FALSE(throttle.is_due());
    now += 99ms;
    EXPECT_FALSE(throttle.is_due());
    now += 1ms;
    EXPECT_TRUE(throttle.is_due());
    EXPECT_FALSE(throttle.is_due());
}

}  // namespace
}  // namespace sparkify
