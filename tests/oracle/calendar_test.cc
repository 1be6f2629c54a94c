#include "oracle/calendar.h"

#include <gtest/gtest.h>

namespace sparkify::oracle {
namespace {

constexpr std::int64_t kDay = 86'400'000'000;

TEST(Calendar, TakesAMomentApart) {
    const Time expected{.start_time = 1541106106796000,
                        .hour = 21,
                        .day = 1,
                        .week = 44,
                        .month = 11,
                        .year = 2018,
                        .weekday = 4};
    EXPECT_EQ(time_of(1541106106796000), expected);
}

TEST(Calendar, WeekdaysBeginWithSunday) {
    EXPECT_EQ(time_of(3 * kDay).weekday, 0);
    EXPECT_EQ(time_of(2 * kDay).weekday, 6);
}

TEST(Calendar, WeeksAreThoseOfIso8601) {
    EXPECT_EQ(time_of(17897 * kDay).week, 1);   // 2019-01-01
    EXPECT_EQ(time_of(17896 * kDay).week, 1);   // 2018-12-31
    EXPECT_EQ(time_of(17895 * kDay).week, 52);  // 2018-12-30
    EXPECT_EQ(time_of(18628 * kDay).week, 53);  // 2021-01-01
}

TEST(Calendar, TimesBefore1970AreRight) {
    EXPECT_EQ(timestamp_text(-1000), "1969-12-31 23:59:59.999");
    EXPECT_EQ(time_of(-1000).hour, 23);
}

TEST(Calendar, TimestampsHaveTheirMilliseconds) {
    EXPECT_EQ(timestamp_text(1541105830796000), "2018-11-01 20:57:10.796");
    EXPECT_EQ(timestamp_text(0), "1970-01-01 00:00:00.000");
    EXPECT_EQ(timestamp_text(-62135596800000000), "0001-01-01 00:00:00.000");
    EXPECT_EQ(timestamp_text(253402300799999000), "9999-12-31 23:59:59.999");
}

}  // namespace
}  // namespace sparkify::oracle
