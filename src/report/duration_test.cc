#include "report/duration.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

using namespace std::chrono_literals;

TEST(DurationText, Milliseconds) {
    EXPECT_EQ(duration_text(0ns), "0 ms");
    EXPECT_EQ(duration_text(-5s), "0 ms");
    EXPECT_EQ(duration_text(400us), "0.4 ms");
    EXPECT_EQ(duration_text(960us), "1 ms");
    EXPECT_EQ(duration_text(84ms), "84 ms");
    EXPECT_EQ(duration_text(999ms), "999 ms");
}

TEST(DurationText, Seconds) {
    EXPECT_EQ(duration_text(999'600us), "1.0 s");
    EXPECT_EQ(duration_text(3'230ms), "3.2 s");
    EXPECT_EQ(duration_text(59'940ms), "59.9 s");
}

TEST(DurationText, MinutesAndMore) {
    EXPECT_EQ(duration_text(59'960ms), "1 min 00 s");
    EXPECT_EQ(duration_text(125s), "2 min 05 s");
    EXPECT_EQ(duration_text(59min + 59s + 700ms), "1 h 00 min");
    EXPECT_EQ(duration_text(62min), "1 h 02 min");
    EXPECT_EQ(duration_text(24h - 1s), "1 d 00 h");
    EXPECT_EQ(duration_text(76h), "3 d 04 h");
}

TEST(RoughDurationText, WholeSecondsRoundedUp) {
    EXPECT_EQ(rough_duration_text(0ns), "0 s");
    EXPECT_EQ(rough_duration_text(1ns), "1 s");
    EXPECT_EQ(rough_duration_text(3'200ms), "4 s");
    EXPECT_EQ(rough_duration_text(59'500ms), "1 min 00 s");
    EXPECT_EQ(rough_duration_text(124'100ms), "2 min 05 s");
}

}  // namespace
}  // namespace sparkify
