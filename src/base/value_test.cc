#include "base/value.h"

#include <chrono>
#include <cstdlib>
#include <limits>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kDay = 86'400 * kSecond;

TEST(ValueText, NullIsEmptyAndKnownAsNull) {
    const Value null;
    EXPECT_EQ(to_text(null), "");
    EXPECT_TRUE(is_null(null));
    const Value empty{std::string{}};
    EXPECT_FALSE(is_null(empty));
}

TEST(ValueText, BooleansAndIntegersArePlain) {
    EXPECT_EQ(to_text(Value{true}), "true");
    EXPECT_EQ(to_text(Value{false}), "false");
    EXPECT_EQ(to_text(Value{std::int64_t{1'234'567}}), "1234567");
    EXPECT_EQ(to_text(Value{std::numeric_limits<std::int64_t>::min()}), "-9223372036854775808");
}

TEST(ValueText, BareNumbersAreNotTakenForDoubles) {
    EXPECT_EQ(to_text(std::int64_t{5}), "5");
    EXPECT_EQ(to_text(true), "true");
    EXPECT_EQ(to_text("text"), "text");
}

TEST(ValueText, StringsAreAsTheyAre) {
    EXPECT_EQ(to_text(Value{std::string{"a\n\x1b"}}), "a\n\x1b");
}

TEST(ValueText, DoublesAlwaysReadAsFloatingPoint) {
    EXPECT_EQ(to_text(1.0), "1.0");
    EXPECT_EQ(to_text(-0.0), "-0.0");
    EXPECT_EQ(to_text(182.85669), "182.85669");
    EXPECT_EQ(to_text(1e20), "1e+20");
    EXPECT_EQ(to_text(1e15), "1000000000000000.0");
    EXPECT_EQ(to_text(Value{0.1}), "0.1");
}

TEST(ValueText, DoublesReadBackAsTheSameNumber) {
    for (const double number :
         {0.1 + 0.2, 1.0 / 3.0, 5e-324, 1.7976931348623157e308, 123456789.125}) {
        EXPECT_EQ(std::strtod(to_text(number).c_str(), nullptr), number);
    }
}

TEST(ValueText, DoublesThatAreNoNumbers) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(to_text(kInfinity), "inf");
    EXPECT_EQ(to_text(-kInfinity), "-inf");
    EXPECT_EQ(to_text(kNan), "nan");
    EXPECT_EQ(to_text(-kNan), "nan");
}

TEST(TimestampText, FractionIsOmittedInMillisecondsOrInMicroseconds) {
    EXPECT_EQ(to_text(Timestamp{1'541'105'830'000'000}), "2018-11-01 20:57:10");
    EXPECT_EQ(to_text(Timestamp{1'541'105'830'796'000}), "2018-11-01 20:57:10.796");
    EXPECT_EQ(to_text(Timestamp{1'541'105'830'006'000}), "2018-11-01 20:57:10.006");
    EXPECT_EQ(to_text(Timestamp{1'541'105'830'000'042}), "2018-11-01 20:57:10.000042");
    EXPECT_EQ(to_text(Value{Timestamp{0}}), "1970-01-01 00:00:00");
}

TEST(TimestampText, BeforeTheEpochTimeStillRunsForward) {
    EXPECT_EQ(to_text(Timestamp{-1}), "1969-12-31 23:59:59.999999");
    EXPECT_EQ(to_text(Timestamp{-kSecond}), "1969-12-31 23:59:59");
    EXPECT_EQ(to_text(Timestamp{-kDay}), "1969-12-31 00:00:00");
}

TEST(TimestampText, EndsOfTheRange) {
    EXPECT_EQ(to_text(Timestamp{std::numeric_limits<std::int64_t>::max()}),
              "294247-01-10 04:00:54.775807");
    EXPECT_EQ(to_text(Timestamp{std::numeric_limits<std::int64_t>::min()}),
              "-290308-12-21 19:59:05.224192");
}

TEST(DateText, LeapDaysAndCenturies) {
    EXPECT_EQ(to_text(Date{17'836}), "2018-11-01");
    EXPECT_EQ(to_text(Date{11'016}), "2000-02-29");
    EXPECT_EQ(to_text(Date{-25'509}), "1900-02-28");
    EXPECT_EQ(to_text(Date{-25'508}), "1900-03-01");
    EXPECT_EQ(to_text(Value{Date{0}}), "1970-01-01");
}

TEST(DateText, YearsOutsideOfFourDigits) {
    EXPECT_EQ(to_text(Date{-719'162}), "0001-01-01");
    EXPECT_EQ(to_text(Date{-719'163}), "0000-12-31");
    EXPECT_EQ(to_text(Date{-719'529}), "-0001-12-31");
    EXPECT_EQ(to_text(Date{2'932'896}), "9999-12-31");
    EXPECT_EQ(to_text(Date{2'932'897}), "10000-01-01");
}

TEST(DateText, AgreesWithTheStandardLibraryForEveryDayFromYear1To9999) {
    for (std::int32_t day = -719'162; day <= 2'932'896; ++day) {
        const std::chrono::year_month_day civil{std::chrono::sys_days{std::chrono::days{day}}};
        const std::string text = to_text(Date{day});
        ASSERT_EQ(std::stoi(text.substr(0, 4)), int{civil.year()}) << day;
        ASSERT_EQ(std::stoul(text.substr(5, 2)), unsigned{civil.month()}) << day;
        ASSERT_EQ(std::stoul(text.substr(8, 2)), unsigned{civil.day()}) << day;
    }
}

}  // namespace
}  // namespace sparkify
