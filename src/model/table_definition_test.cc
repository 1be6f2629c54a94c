#include "model/table_definition.h"

#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace sparkify {
namespace {

Column only_column(std::string_view definition) {
    const auto columns = columns_in(fmt::format("CREATE TABLE t ({})", definition), "t.sql");
    EXPECT_EQ(columns.size(), 1U);
    return columns.at(0);
}

Error error_of(std::string_view create_table) {
    try {
        static_cast<void>(columns_in(create_table, "t.sql"));
    } catch (const Error& error) {
        return error;
    }
    ADD_FAILURE() << "no error";
    return {ErrorCode::failed, {}};
}

TEST(TableDefinition, KnowsTheTypesThatCanBeLoaded) {
    EXPECT_EQ(only_column("a VARCHAR(10)").type, ColumnType::text);
    EXPECT_EQ(only_column("a INTEGER").type, ColumnType::integer);
    EXPECT_EQ(only_column("a BIGINT").type, ColumnType::bigint);
    EXPECT_EQ(only_column("a DOUBLE PRECISION").type, ColumnType::double_precision);
    EXPECT_EQ(only_column("a TIMESTAMP").type, ColumnType::timestamp);
}

TEST(TableDefinition, KnowsTheLimitOfAText) {
    EXPECT_EQ(only_column("a VARCHAR(1024)").max_bytes, 1024U);
}

TEST(TableDefinition, KnowsWhatMayNotBeNull) {
    EXPECT_TRUE(only_column("a VARCHAR(64) NOT NULL").required);
    EXPECT_TRUE(only_column("a TIMESTAMP  not\n null").required);
    EXPECT_FALSE(only_column("a BIGINT").required);
}

TEST(TableDefinition, KeepsTheOrderOfTheColumns) {
    const auto columns = columns_in("CREATE TABLE t (b BIGINT, a INTEGER\n  , c TIMESTAMP)", "");
    ASSERT_EQ(columns.size(), 3U);
    EXPECT_EQ(columns[0].name, "b");
    EXPECT_EQ(columns[1].name, "a");
    EXPECT_EQ(columns[2].name, "c");
}

TEST(TableDefinition, IsReadWithoutCaseAndLayout) {
    const Column column = only_column("\n\t Song_ID\n   varchar(64)\n");
    EXPECT_EQ(column.name, "song_id");
    EXPECT_EQ(column.max_bytes, 64U);
}

TEST(TableDefinition, MayHoldCommentsAndAnnotations) {
    const auto columns = columns_in(
        "-- a, b\nCREATE TABLE t (\n  a VARCHAR(8) --@postgres COLLATE \"C\"\n"
        ", b BIGINT -- the second, last\n)\n--@redshift DISTKEY(a)\n;",
        "t.sql");
    ASSERT_EQ(columns.size(), 2U);
    EXPECT_EQ(columns[0].max_bytes, 8U);
    EXPECT_EQ(columns[1].name, "b");
}

TEST(TableDefinition, RefusesATypeThatCannotBeLoaded) {
    const Error error = error_of("CREATE TABLE t (a DATE)");
    EXPECT_EQ(error.code(), ErrorCode::configuration);
    EXPECT_EQ(error.message().what, "cannot understand a date");
    EXPECT_EQ(error.message().place, "t.sql");
}

TEST(TableDefinition, RefusesATextWithoutALimit) {
    EXPECT_EQ(error_of("CREATE TABLE t (a VARCHAR)").code(), ErrorCode::configuration);
    EXPECT_EQ(error_of("CREATE TABLE t (a VARCHAR(0))").code(), ErrorCode::configuration);
    EXPECT_EQ(error_of("CREATE TABLE t (a VARCHAR(x))").code(), ErrorCode::configuration);
}

TEST(TableDefinition, RefusesWhatIsNotOneStatement) {
    EXPECT_EQ(error_of("").code(), ErrorCode::configuration);
    EXPECT_EQ(error_of("CREATE TABLE t (a BIGINT); CREATE TABLE u (a BIGINT)").code(),
              ErrorCode::configuration);
}

TEST(TableDefinition, RefusesAStatementWithoutColumns) {
    EXPECT_EQ(error_of("SELECT 1").code(), ErrorCode::configuration);
    EXPECT_EQ(error_of("CREATE TABLE t ()").code(), ErrorCode::configuration);
}

}  // namespace
}  // namespace sparkify
