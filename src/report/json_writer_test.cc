#include "report/json_writer.h"

#include <limits>
#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

std::string json_of(const ResultTable& table) {
    std::string text;
    JsonWriter writer{[&text](std::string_view piece) { text += piece; }};
    writer.begin(table.columns);
    for (const auto& row : table.rows) {
        writer.row(row);
    }
    writer.end();
    return text;
}

std::string json_of(Value value) {
    const nlohmann::json document =
        nlohmann::json::parse(json_of({{{"v", false}}, {{std::move(value)}}}));
    return document.at(0).at("v").dump();
}

TEST(JsonWriter, NoRowsAreAnEmptyArray) {
    EXPECT_EQ(json_of({{{"a", true}}, {}}), "[]\n");
}

TEST(JsonWriter, RowsAreObjectsOneALine) {
    EXPECT_EQ(json_of({{{"id", true}, {"name", false}}, {{std::int64_t{1}, "x"}, {2.5, true}}}),
              "[\n  {\"id\": 1, \"name\": \"x\"},\n  {\"id\": 2.5, \"name\": true}\n]\n");
}

TEST(JsonWriter, IntegersAreExact) {
    EXPECT_EQ(json_of(std::numeric_limits<std::int64_t>::max()), "9223372036854775807");
    EXPECT_EQ(json_of(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
}

TEST(JsonWriter, DoublesAreNumbersAndNullWhereJsonHasNone) {
    EXPECT_EQ(json_of(182.85669), "182.85669");
    EXPECT_EQ(json_of(1e20), "1e+20");
    EXPECT_EQ(json_of(std::numeric_limits<double>::quiet_NaN()), "null");
    EXPECT_EQ(json_of(-std::numeric_limits<double>::infinity()), "null");
}

TEST(JsonWriter, NullIsNull) {
    EXPECT_EQ(json_of(Value{}), "null");
}

TEST(JsonWriter, TimestampsAndDatesAreTheirText) {
    EXPECT_EQ(json_of(Timestamp{1'541'105'830'796'000}), "\"2018-11-01 20:57:10.796\"");
    EXPECT_EQ(json_of(Date{17'836}), "\"2018-11-01\"");
}

TEST(JsonWriter, StringsAreEscaped) {
    EXPECT_EQ(json_of("a\"b\\c\n\x1b é"), "\"a\\\"b\\\\c\\n\\u001b é\"");
}

TEST(JsonWriter, InvalidUtf8IsReplaced) {
    EXPECT_EQ(json_of("a\xff"), "\"a\ufffd\"");
}

TEST(JsonWriter, ColumnsOfTheSameNameAreToldApart) {
    const ResultTable table{{{"a", true}, {"a", true}, {"a_2", true}, {"a", true}},
                            {{std::int64_t{1}, std::int64_t{2}, std::int64_t{3}, std::int64_t{4}}}};
    EXPECT_EQ(json_of(table), "[\n  {\"a\": 1, \"a_2\": 2, \"a_2_2\": 3, \"a_3\": 4}\n]\n");
}

}  // namespace
}  // namespace sparkify
