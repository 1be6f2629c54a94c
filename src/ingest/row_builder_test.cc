#include "ingest/row_builder.h"

#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "ingest/test_reading.h"

namespace sparkify {
namespace {

std::vector<Column> one_column(ColumnType type, bool required = false) {
    return {{.name = "c", .type = type, .max_bytes = 8, .required = required}};
}

/// What becomes of one value in a column of one type: the value as text, ~ for NULL, or "!" and the
/// reason.
std::string stored(ColumnType type, JsonKind kind, std::string_view text, bool required = false) {
    const auto columns = one_column(type, required);
    RecordBatch batch(columns);
    RowBuilder row(columns);
    row.begin(batch);
    if (!row.set(0, kind, text)) return "not JSON";
    if (const auto failure = row.finish()) return "!" + failure->reason;
    return row_text(batch, 0);
}

std::string as_text(JsonKind kind, std::string_view text) {
    return stored(ColumnType::text, kind, text);
}

TEST(TextColumn, KeepsATextAsItIs) {
    EXPECT_EQ(as_text(JsonKind::text, " a\tb "), " a\tb ");
}

TEST(TextColumn, DecodesEscapes) {
    EXPECT_EQ(as_text(JsonKind::text, R"(\u00e9\n\\)"), "\u00E9\n\\");
}

TEST(TextColumn, TakesAnEmptyTextForNull) {
    EXPECT_EQ(as_text(JsonKind::text, ""), "~");
    EXPECT_EQ(as_text(JsonKind::null, "null"), "~");
}

TEST(TextColumn, KeepsATextOfBlanks) {
    EXPECT_EQ(as_text(JsonKind::text, " "), " ");
}

TEST(TextColumn, KeepsTheTextNull) {
    EXPECT_EQ(as_text(JsonKind::text, "null"), "null");
}

TEST(TextColumn, KeepsNumbersAndBooleansAsTheyStand) {
    EXPECT_EQ(as_text(JsonKind::number, "112"), "112");
    EXPECT_EQ(as_text(JsonKind::number, "4.60"), "4.60");
    EXPECT_EQ(as_text(JsonKind::number, "-1E+2"), "-1E+2");
    EXPECT_EQ(as_text(JsonKind::boolean, "true"), "true");
}

TEST(TextColumn, KeepsAContainerAsItStands) {
    EXPECT_EQ(as_text(JsonKind::container, R"([ 1,"a"])"), R"([ 1,"a"])");
}

TEST(TextColumn, CountsItsLimitInBytes) {
    EXPECT_EQ(as_text(JsonKind::text, "12345678"), "12345678");
    EXPECT_EQ(as_text(JsonKind::text, "\u00E9\u00E9\u00E9\u00E9"), "\u00E9\u00E9\u00E9\u00E9");
    EXPECT_EQ(as_text(JsonKind::text, "123456789"), "!9 bytes, but the column holds at most 8");
    EXPECT_EQ(as_text(JsonKind::text, "\u00E9\u00E9\u00E9\u00E9x"),
              "!9 bytes, but the column holds at most 8");
}

TEST(TextColumn, CountsItsLimitInDecodedBytes) {
    EXPECT_EQ(as_text(JsonKind::text, R"(\u0041\u0041\u0041)"), "AAA");
}

TEST(TextColumn, HasItsLimitForNumbersToo) {
    EXPECT_EQ(as_text(JsonKind::number, "123456789"), "!9 bytes, but the column holds at most 8");
}

TEST(TextColumn, RefusesNul) {
    EXPECT_EQ(as_text(JsonKind::text, R"(a\u0000)"), "!U+0000, which no warehouse can keep");
}

TEST(TextColumn, TellsThatAnEscapeIsNoJson) {
    EXPECT_EQ(as_text(JsonKind::text, R"(\x)"), "not JSON");
}

TEST(IntegerColumn, TakesWhatFitsInto32Bits) {
    const auto of = [](std::string_view text) {
        return stored(ColumnType::integer, JsonKind::number, text);
    };
    EXPECT_EQ(of("2147483647"), "2147483647");
    EXPECT_EQ(of("-2147483648"), "-2147483648");
    EXPECT_EQ(of("2147483648"), "!out of range for INTEGER");
    EXPECT_EQ(of("-2147483649"), "!out of range for INTEGER");
    EXPECT_EQ(of("99999999999999999999"), "!out of range for INTEGER");
}

TEST(IntegerColumn, TakesAnIntegralFloat) {
    EXPECT_EQ(stored(ColumnType::integer, JsonKind::number, "200.0"), "200");
    EXPECT_EQ(stored(ColumnType::integer, JsonKind::number, "2e2"), "200");
    EXPECT_EQ(stored(ColumnType::integer, JsonKind::number, "4.5"), "!not integral, for INTEGER");
}

TEST(BigintColumn, TakesWhatFitsInto64Bits) {
    const auto of = [](std::string_view text) {
        return stored(ColumnType::bigint, JsonKind::number, text);
    };
    EXPECT_EQ(of("9223372036854775807"), "9223372036854775807");
    EXPECT_EQ(of("9223372036854775808"), "!out of range for BIGINT");
    EXPECT_EQ(of("0.5"), "!not integral, for BIGINT");
}

TEST(DoubleColumn, TakesNumbers) {
    EXPECT_EQ(stored(ColumnType::double_precision, JsonKind::number, "218.93179"), "218.93179");
    EXPECT_EQ(stored(ColumnType::double_precision, JsonKind::number, "7"), "7");
    EXPECT_EQ(stored(ColumnType::double_precision, JsonKind::number, "1e309"),
              "!out of range for DOUBLE PRECISION");
}

TEST(TimestampColumn, TakesEpochMilliseconds) {
    const auto of = [](std::string_view text) {
        return stored(ColumnType::timestamp, JsonKind::number, text);
    };
    EXPECT_EQ(of("1541105830796"), "1541105830796000");
    EXPECT_EQ(of("1541105830796.0"), "1541105830796000");
    EXPECT_EQ(of("-1"), "-1000");
    EXPECT_EQ(of("0"), "0");
    EXPECT_EQ(of("0.5"), "!not integral, for TIMESTAMP");
}

TEST(TimestampColumn, EndsWithTheYear9999) {
    const auto of = [](std::string_view text) {
        return stored(ColumnType::timestamp, JsonKind::number, text);
    };
    constexpr const char* kOutside = "!not within the years 1 to 9999, as epoch milliseconds";
    EXPECT_EQ(of("253402300799999"), "253402300799999000");
    EXPECT_EQ(of("253402300800000"), kOutside);
    EXPECT_EQ(of("-62135596800000"), "-62135596800000000");
    EXPECT_EQ(of("-62135596800001"), kOutside);
    EXPECT_EQ(of("9223372036854775807"), kOutside);
}

constexpr std::array kNumberColumns{ColumnType::integer, ColumnType::bigint,
                                    ColumnType::double_precision, ColumnType::timestamp};

TEST(NumberColumn, TakesANumberInAText) {
    for (const ColumnType type : kNumberColumns) {
        EXPECT_EQ(stored(type, JsonKind::text, "12"), stored(type, JsonKind::number, "12"));
        EXPECT_EQ(stored(type, JsonKind::text, "+012"), stored(type, JsonKind::number, "12"));
    }
}

TEST(NumberColumn, DecodesTheTextBeforeItIsANumber) {
    for (const ColumnType type : kNumberColumns) {
        EXPECT_EQ(stored(type, JsonKind::text, R"(\u0031\u0032)"),
                  stored(type, JsonKind::number, "12"));
    }
}

TEST(NumberColumn, TakesAnEmptyTextAndNullForNull) {
    for (const ColumnType type : kNumberColumns) {
        EXPECT_EQ(stored(type, JsonKind::text, ""), "~");
        EXPECT_EQ(stored(type, JsonKind::null, "null"), "~");
    }
}

TEST(NumberColumn, RefusesWhatIsNoNumber) {
    for (const ColumnType type : kNumberColumns) {
        for (const char* text : {"abc", " 12", "12 ", "0x1", "true", "null", "NaN", R"(1\u0000)"})
            EXPECT_TRUE(stored(type, JsonKind::text, text).starts_with("!not a number")) << text;
        EXPECT_TRUE(stored(type, JsonKind::boolean, "true").starts_with("!not a number"));
        EXPECT_TRUE(stored(type, JsonKind::container, "[1]").starts_with("!not a number"));
    }
}

TEST(NumberColumn, TellsThatAnEscapeIsNoJson) {
    for (const ColumnType type : kNumberColumns) {
        EXPECT_EQ(stored(type, JsonKind::text, R"(\x)"), "not JSON");
    }
}

TEST(RequiredColumn, RefusesNullInAnyForm) {
    constexpr const char* kMissing = "!missing or empty, but required (NOT NULL)";
    EXPECT_EQ(stored(ColumnType::text, JsonKind::null, "null", true), kMissing);
    EXPECT_EQ(stored(ColumnType::text, JsonKind::text, "", true), kMissing);
    EXPECT_EQ(stored(ColumnType::bigint, JsonKind::text, "", true), kMissing);
    EXPECT_EQ(stored(ColumnType::bigint, JsonKind::number, "0", true), "0");
}

class RowBuilderTest : public testing::Test {
  protected:
    RowBuilderTest() { row_.begin(batch_); }

    const std::vector<Column> columns_{
        {.name = "id", .type = ColumnType::bigint, .required = true},
        {.name = "count", .type = ColumnType::integer},
        {.name = "name", .type = ColumnType::text, .max_bytes = 8},
    };
    RecordBatch batch_{columns_};
    RowBuilder row_{columns_};
};

TEST_F(RowBuilderTest, LeavesNullWhereNothingIsSet) {
    row_.set(0, JsonKind::number, "1");
    EXPECT_FALSE(row_.finish().has_value());
    EXPECT_EQ(row_text(batch_, 0), "1|~|~");
}

TEST_F(RowBuilderTest, RefusesARowWithoutARequiredValue) {
    row_.set(1, JsonKind::number, "1");
    const auto failure = row_.finish();
    ASSERT_TRUE(failure.has_value());
    EXPECT_EQ(failure->column, 0U);
    EXPECT_EQ(batch_.rows(), 0U);
}

TEST_F(RowBuilderTest, ReportsTheFirstFailureOfARecord) {
    row_.set(2, JsonKind::text, "much too long");
    row_.set(1, JsonKind::text, "x");
    const auto failure = row_.finish();
    ASSERT_TRUE(failure.has_value());
    EXPECT_EQ(failure->column, 2U);
    EXPECT_EQ(failure->value, "much too long");
}

TEST_F(RowBuilderTest, ShowsTheValueAtFaultAsItStands) {
    row_.set(0, JsonKind::number, "1");
    row_.set(2, JsonKind::text, R"(\u0041 is too long)");
    EXPECT_EQ(row_.finish()->value, R"(\u0041 is too long)");
}

TEST_F(RowBuilderTest, KeepsTheLaterOfTwoValues) {
    row_.set(0, JsonKind::number, "1");
    row_.set(0, JsonKind::number, "2");
    EXPECT_FALSE(row_.finish().has_value());
    EXPECT_EQ(row_text(batch_, 0), "2|~|~");
}

TEST_F(RowBuilderTest, ForgetsAFailureWhenTheLaterValueIsGood) {
    row_.set(0, JsonKind::text, "x");
    row_.set(0, JsonKind::number, "2");
    EXPECT_FALSE(row_.finish().has_value());
}

TEST_F(RowBuilderTest, ForgetsAGoodValueWhenTheLaterOneFails) {
    row_.set(0, JsonKind::number, "1");
    row_.set(1, JsonKind::number, "1");
    row_.set(1, JsonKind::number, "1.5");
    EXPECT_EQ(row_.finish()->column, 1U);
}

TEST_F(RowBuilderTest, ForgetsAGoodValueWhenTheLaterOneIsNull) {
    row_.set(0, JsonKind::number, "1");
    row_.set(0, JsonKind::null, "null");
    EXPECT_EQ(row_.finish()->column, 0U);
}

TEST_F(RowBuilderTest, LeavesNothingOfARefusedRowInTheNext) {
    row_.set(0, JsonKind::number, "1");
    row_.set(2, JsonKind::text, "good");
    row_.set(1, JsonKind::text, "bad");
    ASSERT_TRUE(row_.finish().has_value());
    row_.begin(batch_);
    row_.set(0, JsonKind::number, "2");
    ASSERT_FALSE(row_.finish().has_value());
    EXPECT_EQ(row_text(batch_, 0), "2|~|~");
}

TEST_F(RowBuilderTest, LeavesNothingOfAnAbandonedRowInTheNext) {
    row_.set(0, JsonKind::number, "1");
    row_.set(1, JsonKind::text, "bad");
    row_.abandon();
    row_.begin(batch_);
    row_.set(0, JsonKind::number, "2");
    ASSERT_FALSE(row_.finish().has_value());
    EXPECT_EQ(row_text(batch_, 0), "2|~|~");
}

TEST_F(RowBuilderTest, FailsAColumnThatHasNoPlace) {
    row_.set(0, JsonKind::number, "1");
    row_.fail(1, {}, "no place");
    const auto failure = row_.finish();
    ASSERT_TRUE(failure.has_value());
    EXPECT_EQ(failure->column, 1U);
    EXPECT_EQ(failure->reason, "no place");
}

TEST_F(RowBuilderTest, KeepsDecodedTextsOfAllRows) {
    for (std::size_t row = 0; row < RecordBatch::kRows; ++row) {
        if (row > 0) row_.begin(batch_);
        row_.set(0, JsonKind::number, "1");
        row_.set(2, JsonKind::text, R"(\u0041)" + std::to_string(row));
        ASSERT_FALSE(row_.finish().has_value());
    }
    EXPECT_TRUE(batch_.full());
    EXPECT_EQ(row_text(batch_, 0), "1|~|A0");
    EXPECT_EQ(row_text(batch_, 2047), "1|~|A2047");
}

}  // namespace
}  // namespace sparkify
