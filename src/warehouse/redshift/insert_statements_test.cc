#include "warehouse/redshift/insert_statements.h"

#include <string>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

TEST(InsertStatements, WritesEveryKindOfValue) {
    const auto statements = insert_statements(
        "etl", "runs",
        {{std::int64_t{1}, 0.1, true, std::monostate(), std::string("it's"), Timestamp{1'500'000}},
         {std::int64_t{-2}, 2.0, false, std::string(), std::string("a\\b"), Date{1}}},
        /*escapes_by_backslash=*/true);
    ASSERT_EQ(statements.size(), 1U);
    EXPECT_EQ(statements[0],
              "INSERT INTO \"etl\".\"runs\" VALUES\n"
              "(1, 0.1, true, NULL, 'it''s', CAST('1970-01-01 00:00:01.500' AS TIMESTAMP)),\n"
              "(-2, 2.0, false, '', 'a\\\\b', CAST('1970-01-02' AS DATE))");
}

TEST(InsertStatements, LeavesBackslashesAloneWhereTheyMeanThemselves) {
    EXPECT_EQ(insert_statements("", "t", {{std::string("a\\b")}}, false).at(0),
              "INSERT INTO \"t\" VALUES\n('a\\b')");
}

TEST(InsertStatements, AreSeveralIfOneWouldBeTooLong) {
    const std::vector<Value> row{std::string(1'500'000, 'x')};
    const auto statements = insert_statements("", "t", {row, row, row, row}, true);
    EXPECT_EQ(statements.size(), 2U);
    for (const std::string& statement : statements)
        EXPECT_LT(statement.size(), 16'000'000U);
}

}  // namespace
}  // namespace sparkify
