#include "base/quantity.h"

#include <limits>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

TEST(Thousands, GroupTheIntegerPartOnly) {
    EXPECT_EQ(with_thousands("0"), "0");
    EXPECT_EQ(with_thousands("999"), "999");
    EXPECT_EQ(with_thousands("1000"), "1,000");
    EXPECT_EQ(with_thousands("-123456"), "-123,456");
    EXPECT_EQ(with_thousands("1234567.12345"), "1,234,567.12345");
}

TEST(Thousands, LeaveWhatIsNoPlainNumber) {
    for (const char* const text : {"", "-", "1e+20", "nan", "-inf", "2018-11-01", "abcdef"}) {
        EXPECT_EQ(with_thousands(text), text);
    }
}

TEST(CountText, HasThousandsSeparators) {
    EXPECT_EQ(count_text(0), "0");
    EXPECT_EQ(count_text(2'000'000), "2,000,000");
    EXPECT_EQ(count_text(std::numeric_limits<std::uint64_t>::max()), "18,446,744,073,709,551,615");
}

TEST(CountText, SingularAndPlural) {
    EXPECT_EQ(counted(0, "record"), "0 records");
    EXPECT_EQ(counted(1, "record"), "1 record");
    EXPECT_EQ(counted(2'000, "record"), "2,000 records");
    EXPECT_EQ(counted(3, "query", "queries"), "3 queries");
}

TEST(BytesText, DecimalUnits) {
    EXPECT_EQ(bytes_text(0), "0 B");
    EXPECT_EQ(bytes_text(999), "999 B");
    EXPECT_EQ(bytes_text(1'000), "1.0 kB");
    EXPECT_EQ(bytes_text(9'960), "10 kB");
    EXPECT_EQ(bytes_text(952'000'000), "952 MB");
    EXPECT_EQ(bytes_text(999'600'000), "1.0 GB");
    EXPECT_EQ(bytes_text(std::numeric_limits<std::uint64_t>::max()), "18 EB");
}

TEST(RateText, Records) {
    EXPECT_EQ(rate_text(0, "records"), "0.0 records/s");
    EXPECT_EQ(rate_text(850, "records"), "850 records/s");
    EXPECT_EQ(rate_text(12'345, "records"), "12 k records/s");
    EXPECT_EQ(rate_text(1'234'567, "records"), "1.2 M records/s");
}

TEST(RateText, Bytes) {
    EXPECT_EQ(byte_rate_text(310e6), "310 MB/s");
    EXPECT_EQ(byte_rate_text(-1), "0 B/s");
    EXPECT_EQ(byte_rate_text(std::numeric_limits<double>::quiet_NaN()), "0 B/s");
}

TEST(PercentText, OneDigitAfterThePointWhenSmall) {
    EXPECT_EQ(percent_text(0), "0 %");
    EXPECT_EQ(percent_text(0.003), "0.3 %");
    EXPECT_EQ(percent_text(0.95), "95 %");
    EXPECT_EQ(percent_text(1), "100 %");
    EXPECT_EQ(percent_text(1.5), "150 %");
}

TEST(PercentText, SomethingIsNotNothingAndNotQuiteAllIsNotAll) {
    EXPECT_EQ(percent_text(0.0000001), "<0.1 %");
    EXPECT_EQ(percent_text(0.9999999), "99.9 %");
    EXPECT_EQ(percent_text(0.996), "99.6 %");
}

TEST(PercentText, NothingOfNothing) {
    EXPECT_EQ(percent_text(std::numeric_limits<double>::quiet_NaN()), "-");
}

}  // namespace
}  // namespace sparkify
