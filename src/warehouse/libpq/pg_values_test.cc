#include "warehouse/libpq/pg_values.h"

#include <cmath>
#include <string>
#include <variant>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

constexpr Oid kBool = 16;
constexpr Oid kInt8 = 20;
constexpr Oid kText = 25;
constexpr Oid kFloat8 = 701;
constexpr Oid kDate = 1082;
constexpr Oid kTimestamp = 1114;
constexpr Oid kNumeric = 1700;

std::string shown(std::string_view text, Oid type) {
    return to_text(value_of(text, type));
}

TEST(PgValues, ReadsBooleans) {
    EXPECT_EQ(value_of("t", kBool), Value(true));
    EXPECT_EQ(value_of("f", kBool), Value(false));
}

TEST(PgValues, ReadsWholeNumbersOf64Bits) {
    EXPECT_EQ(value_of("-9223372036854775808", kInt8), Value(std::int64_t{INT64_MIN}));
    EXPECT_EQ(value_of("42", kNumeric), Value(std::int64_t{42}));
}

TEST(PgValues, LeavesDecimalsAsTheyAreWritten) {
    EXPECT_EQ(value_of("1.50", kNumeric), Value(std::string("1.50")));
    EXPECT_EQ(value_of("9223372036854775808", kNumeric), Value(std::string("9223372036854775808")));
}

TEST(PgValues, ReadsFloatingPointNumbers) {
    EXPECT_EQ(value_of("182.85669", kFloat8), Value(182.85669));
    EXPECT_EQ(value_of("1e+20", kFloat8), Value(1e20));
    EXPECT_TRUE(std::isnan(std::get<double>(value_of("NaN", kFloat8))));
    EXPECT_EQ(value_of("-Infinity", kFloat8), Value(-HUGE_VAL));
}

TEST(PgValues, ReadsTimestampsToTheMicrosecond) {
    EXPECT_EQ(value_of("1970-01-01 00:00:00", kTimestamp), Value(Timestamp{0}));
    EXPECT_EQ(shown("2018-11-01 20:57:10.796", kTimestamp), "2018-11-01 20:57:10.796");
    EXPECT_EQ(shown("2018-11-01 20:57:10.000001", kTimestamp), "2018-11-01 20:57:10.000001");
    EXPECT_EQ(shown("1969-12-31 23:59:59.5", kTimestamp), "1969-12-31 23:59:59.500");
}

TEST(PgValues, ReadsYearsFarAway) {
    EXPECT_EQ(shown("0001-01-01 00:00:00 BC", kTimestamp), "0000-01-01 00:00:00");
    EXPECT_EQ(shown("4714-11-24 BC", kDate), "-4713-11-24");
    EXPECT_EQ(shown("294246-12-31 23:59:59.999999", kTimestamp), "294246-12-31 23:59:59.999999");
}

TEST(PgValues, LeavesTimesThatNoTimestampHoldsAsTexts) {
    EXPECT_EQ(value_of("294276-12-31 23:59:59", kTimestamp),
              Value(std::string("294276-12-31 23:59:59")));
    EXPECT_EQ(value_of("infinity", kTimestamp), Value(std::string("infinity")));
    EXPECT_EQ(value_of("-infinity", kDate), Value(std::string("-infinity")));
}

TEST(PgValues, ReadsDates) {
    EXPECT_EQ(value_of("1970-01-02", kDate), Value(Date{1}));
}

TEST(PgValues, LeavesTextsAlone) {
    EXPECT_EQ(value_of("42", kText), Value(std::string("42")));
}

}  // namespace
}  // namespace sparkify
