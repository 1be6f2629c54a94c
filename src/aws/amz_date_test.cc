#include "aws/amz_date.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::system_clock;

const system_clock::time_point kTime = system_clock::from_time_t(1'440'938'160);

TEST(AmzDate, WritesUtcToTheSecond) {
    EXPECT_EQ(amz_date(kTime), "20150830T123600Z");
    EXPECT_EQ(amz_date(kTime + milliseconds(999)), "20150830T123600Z");
}

TEST(AmzDate, ReadsIsoTimesWithAndWithoutFraction) {
    EXPECT_EQ(parse_iso_time("2015-08-30T12:36:00Z"), kTime);
    EXPECT_EQ(parse_iso_time("2015-08-30T12:36:00.123Z"), kTime);
    EXPECT_EQ(parse_iso_time("2015-08-30T12:36:00+00:00"), kTime);
    EXPECT_EQ(parse_iso_time("2015-08-30T14:36:00+02:00"), kTime);
    EXPECT_EQ(parse_iso_time("2015-08-30T07:06:00.5-0530"), kTime);
}

TEST(AmzDate, DoesNotGuessAtOtherTexts) {
    EXPECT_EQ(parse_iso_time(""), std::nullopt);
    EXPECT_EQ(parse_iso_time("2015-08-30T12:36:00"), std::nullopt);
    EXPECT_EQ(parse_iso_time("2015-08-30T12:36:00+2"), std::nullopt);
    EXPECT_EQ(parse_iso_time("yesterday, at about noon"), std::nullopt);
    EXPECT_EQ(parse_http_date("yesterday"), std::nullopt);
}

TEST(AmzDate, ReadsTheDateHeader) {
    EXPECT_EQ(parse_http_date("Sun, 30 Aug 2015 12:36:00 GMT"), kTime);
}

}  // namespace
}  // namespace sparkify
