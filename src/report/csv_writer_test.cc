#include "report/csv_writer.h"

#include <vector>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

std::string csv_row(const std::vector<Value>& values) {
    std::string text;
    CsvWriter writer{[&text](std::string_view piece) { text += piece; }};
    writer.row(values);
    return text;
}

TEST(CsvWriter, HeaderAndRowsAreLinesThatEndInLf) {
    std::string text;
    CsvWriter writer{[&text](std::string_view piece) { text += piece; }};
    writer.header(std::vector<ResultColumn>{{"id", true}, {"start, time", false}, {"", false}});
    writer.row(std::vector<Value>{std::int64_t{1}, Timestamp{1'541'105'830'796'000}, true});
    writer.row(std::vector<Value>{1.0, Date{17'836}, "x"});
    EXPECT_EQ(text,
              "id,\"start, time\",\"\"\n"
              "1,2018-11-01 20:57:10.796,true\n"
              "1.0,2018-11-01,x\n");
}

TEST(CsvWriter, NullIsEmptyAndTheEmptyStringIsQuoted) {
    EXPECT_EQ(csv_row({Value{}, "", Value{}}), ",\"\",\n");
}

TEST(CsvWriter, QuotesWhatWouldBeReadDifferently) {
    EXPECT_EQ(csv_row({"a,b"}), "\"a,b\"\n");
    EXPECT_EQ(csv_row({"say \"hi\""}), "\"say \"\"hi\"\"\"\n");
    EXPECT_EQ(csv_row({"a\nb"}), "\"a\nb\"\n");
    EXPECT_EQ(csv_row({"a\rb"}), "\"a\rb\"\n");
    EXPECT_EQ(csv_row({" a", "b\t", " "}), "\" a\",\"b\t\",\" \"\n");
}

TEST(CsvWriter, LeavesTheRestUnquoted) {
    EXPECT_EQ(csv_row({"plain words", "semi;colon", "it's", "Björk"}),
              "plain words,semi;colon,it's,Björk\n");
}

TEST(CsvWriter, RowWithoutColumnsIsAnEmptyLine) {
    EXPECT_EQ(csv_row({}), "\n");
}

}  // namespace
}  // namespace sparkify
