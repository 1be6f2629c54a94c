#include "ingest/number_conversion.h"

#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>
#include <variant>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

constexpr auto kJson = NumberGrammar::json;
constexpr auto kText = NumberGrammar::text;
constexpr auto kNotANumber = NumberResult::not_a_number;
constexpr auto kNotIntegral = NumberResult::not_integral;
constexpr auto kOutOfRange = NumberResult::out_of_range;

using Integer = std::variant<NumberResult, std::int64_t>;
using Double = std::variant<NumberResult, double>;

Integer integer_of(std::string_view text, NumberGrammar grammar = kJson) {
    std::int64_t value = 0;
    const NumberResult result = to_integer(text, grammar, value);
    if (result != NumberResult::ok) return result;
    return value;
}

Double double_of(std::string_view text, NumberGrammar grammar = kJson) {
    double value = 0;
    const NumberResult result = to_double(text, grammar, value);
    if (result != NumberResult::ok) return result;
    return value;
}

Integer integer(std::int64_t value) {
    return value;
}

TEST(JsonNumber, IsKnownByItsGrammar) {
    for (const char* text : {"0", "-0", "7", "-12", "1.5", "0.0", "1e3", "1E+3", "1.25e-3", "0e0"})
        EXPECT_TRUE(is_json_number(text)) << text;
    for (const char* text :
         {"",     "-",     "+1",  "01",    "-01",      "00",        "1.",  ".5",
          "1.e3", "1e",    "1e+", "1e1.5", " 1",       "1 ",        "1x",  "0x10",
          "--1",  "1_000", "1,5", "NaN",   "Infinity", "-Infinity", "null"})
        EXPECT_FALSE(is_json_number(text)) << text;
}

TEST(ToInteger, ReadsIntegers) {
    EXPECT_EQ(integer_of("0"), integer(0));
    EXPECT_EQ(integer_of("-0"), integer(0));
    EXPECT_EQ(integer_of("42"), integer(42));
    EXPECT_EQ(integer_of("-42"), integer(-42));
    EXPECT_EQ(integer_of("999999999999999999"), integer(999'999'999'999'999'999));
    EXPECT_EQ(integer_of("1000000000000000000"), integer(1'000'000'000'000'000'000));
}

TEST(ToInteger, ReachesToBothEndsOfTheRange) {
    EXPECT_EQ(integer_of("9223372036854775807"), integer(std::numeric_limits<std::int64_t>::max()));
    EXPECT_EQ(integer_of("-9223372036854775808"),
              integer(std::numeric_limits<std::int64_t>::min()));
}

TEST(ToInteger, EndsAtBothEndsOfTheRange) {
    EXPECT_EQ(integer_of("9223372036854775808"), Integer(kOutOfRange));
    EXPECT_EQ(integer_of("-9223372036854775809"), Integer(kOutOfRange));
    EXPECT_EQ(integer_of("1e19"), Integer(kOutOfRange));
    EXPECT_EQ(integer_of("1e999999999999999999999"), Integer(kOutOfRange));
}

TEST(ToInteger, TakesAFractionOfZeros) {
    EXPECT_EQ(integer_of("1540919166796.0"), integer(1'540'919'166'796));
    EXPECT_EQ(integer_of("-3.000"), integer(-3));
    EXPECT_EQ(integer_of("0.0"), integer(0));
}

TEST(ToInteger, TakesAnExponent) {
    EXPECT_EQ(integer_of("1e3"), integer(1000));
    EXPECT_EQ(integer_of("1.5409191667960E12"), integer(1'540'919'166'796));
    EXPECT_EQ(integer_of("12000e-3"), integer(12));
    EXPECT_EQ(integer_of("0e999999999999999999999"), integer(0));
    EXPECT_EQ(integer_of("0.0e-5"), integer(0));
    EXPECT_EQ(integer_of("9223372036854775807000e-3"),
              integer(std::numeric_limits<std::int64_t>::max()));
}

TEST(ToInteger, IsExactWhereADoubleIsNot) {
    EXPECT_EQ(integer_of("9007199254740993.0"), integer(9'007'199'254'740'993));
    EXPECT_EQ(integer_of("9223372036854775806.0"), integer(9'223'372'036'854'775'806));
}

TEST(ToInteger, RefusesAFraction) {
    EXPECT_EQ(integer_of("4.5"), Integer(kNotIntegral));
    EXPECT_EQ(integer_of("1e-1"), Integer(kNotIntegral));
    EXPECT_EQ(integer_of("1.25e1"), Integer(kNotIntegral));
    EXPECT_EQ(integer_of("9007199254740993.00000001"), Integer(kNotIntegral));
    EXPECT_EQ(integer_of("1e-999999999999999999999"), Integer(kNotIntegral));
}

TEST(ToInteger, CountsDigitsBeyondAMillion) {
    const std::string zeros(1'500'000, '0');
    EXPECT_EQ(integer_of("0." + zeros + "1e1500001"), integer(1));
    EXPECT_EQ(integer_of("1" + zeros + "e-1500000"), integer(1));
}

TEST(ToInteger, TakesAPlusAndLeadingZerosInATextOnly) {
    EXPECT_EQ(integer_of("+7", kText), integer(7));
    EXPECT_EQ(integer_of("007", kText), integer(7));
    EXPECT_EQ(integer_of("-007", kText), integer(-7));
    EXPECT_EQ(integer_of("000000000000000000000000007", kText), integer(7));
    EXPECT_EQ(integer_of("+7"), Integer(kNotANumber));
    EXPECT_EQ(integer_of("007"), Integer(kNotANumber));
}

TEST(ToInteger, RefusesWhatIsNoNumberInATextToo) {
    for (const char* text : {"", " 7", "7 ", "+-7", "++7", "-+7", "1.", ".5", "abc", "0x1F", "true",
                             "NaN", "inf", "1e", "7\n"})
        EXPECT_EQ(integer_of(text, kText), Integer(kNotANumber)) << text;
}

TEST(ToDouble, ReadsTheNearestDouble) {
    EXPECT_EQ(double_of("218.93179"), Double(218.93179));
    EXPECT_EQ(double_of("-0.1"), Double(-0.1));
    EXPECT_EQ(double_of("1541105830796.0"), Double(1541105830796.0));
    EXPECT_EQ(double_of("0.1000000000000000055511151231257827021181583404541015625"), Double(0.1));
    EXPECT_EQ(double_of("9007199254740993"), Double(9007199254740992.0));
    EXPECT_EQ(double_of("1.7976931348623157e308"), Double(std::numeric_limits<double>::max()));
    EXPECT_EQ(double_of("5e-324"), Double(std::numeric_limits<double>::denorm_min()));
}

TEST(ToDouble, ReadsDecimalsOfAnyLengthToTheNearestDouble) {
    std::mt19937_64 random(7);
    for (int round = 0; round < 100'000; ++round) {
        const std::size_t size = 1 + random() % 19;
        std::string text = std::to_string(1 + random() % 9);
        while (text.size() < size)
            text += std::to_string(random() % 10);
        if (const std::size_t point = 1 + random() % size; point < size) text.insert(point, ".");
        if (random() % 2 == 0) text.insert(0, "-");
        EXPECT_EQ(double_of(text), Double(std::strtod(text.c_str(), nullptr))) << text;
    }
}

TEST(ToDouble, RefusesWhatIsTooLarge) {
    EXPECT_EQ(double_of("1e309"), Double(kOutOfRange));
    EXPECT_EQ(double_of("-1e309"), Double(kOutOfRange));
    EXPECT_EQ(double_of("1" + std::string(400, '0')), Double(kOutOfRange));
    EXPECT_EQ(double_of("0.001e400"), Double(kOutOfRange));
    EXPECT_EQ(double_of("1e999999999999999999999"), Double(kOutOfRange));
}

TEST(ToDouble, TakesWhatIsTooSmallForZero) {
    EXPECT_EQ(double_of("1e-400"), Double(0.0));
    EXPECT_EQ(double_of("0." + std::string(400, '0') + "1"), Double(0.0));
    EXPECT_EQ(double_of("1000e-400"), Double(0.0));
    EXPECT_EQ(double_of("1e-999999999999999999999"), Double(0.0));
}

TEST(ToDouble, KnowsOneZeroOnly) {
    for (const char* text : {"-0", "-0.0", "-0e0", "-1e-400", "-0.00000000000000000000"})
        EXPECT_FALSE(std::signbit(std::get<double>(double_of(text)))) << text;
}

TEST(ToDouble, TakesAPlusAndLeadingZerosInATextOnly) {
    EXPECT_EQ(double_of("+1.5", kText), Double(1.5));
    EXPECT_EQ(double_of("001.5", kText), Double(1.5));
    EXPECT_EQ(double_of("+1.5"), Double(kNotANumber));
    EXPECT_EQ(double_of("001.5"), Double(kNotANumber));
}

TEST(ToDouble, RefusesWhatIsNoNumber) {
    for (const char* text :
         {"", "-", "nan", "NaN", "inf", "Infinity", "1.", ".5", "0x1p3", "1,5", " 1", "1 ", "+-1"})
        EXPECT_EQ(double_of(text, kText), Double(kNotANumber)) << text;
}

}  // namespace
}  // namespace sparkify
