#include <string>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/test_folder.h"
#include "warehouse/duckdb/duckdb_warehouse.h"

namespace sparkify {
namespace {

/// Types that a Value cannot hold, handed out as DuckDB's own cast to VARCHAR writes them.
class DuckDbCast : public testing::TestWithParam<const char*> {
  protected:
    std::string text_of(const std::string& statement) {
        return to_text(warehouse_.query(statement).rows.at(0).at(0));
    }

    const TestFolder folder_;
    DuckDbWarehouse warehouse_{{.file = folder_.path("warehouse.duckdb")}};
};

TEST_P(DuckDbCast, IsThatOfDuckDb) {
    const std::string expression = GetParam();
    EXPECT_EQ(text_of("SELECT " + expression),
              text_of("SELECT CAST(" + expression + " AS VARCHAR)"));
}

INSTANTIATE_TEST_SUITE_P(
    Types, DuckDbCast,
    testing::Values(
        "1.50", "-0.01::DECIMAL(4,2)", "123456789.5::DECIMAL(18,3)",
        "-12345678901234567890123.45::DECIMAL(38,2)", "18446744073709551615::UBIGINT",
        "[1, NULL, 2]", "[]", "[[], ['a''b']]", "[1, 2]::INTEGER[2]", "{'a': 1, 'b': [{'c': 'x'}]}",
        "MAP {'k': 1.25, 'l': NULL}", "MAP {}", "union_value(n := 3)", "'x'::ENUM('y', 'x')",
        "'101'::BIT", "'ab\\x00\\xFF'::BLOB", "TIME '10:11:12.5'", "TIMETZ '10:11:12+01'",
        "INTERVAL 3 DAY", "TIMESTAMP_S '2018-11-01 20:57:10'",
        "TIMESTAMP_MS '2018-11-01 20:57:10.796'", "TIMESTAMP_NS '2018-11-01 20:57:10.123456789'",
        "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::UUID", "[true, false]", "[1::TINYINT]",
        "[1::UTINYINT]", "[-1::SMALLINT]", "[1::USMALLINT]", "[1::UINTEGER]",
        "[170141183460469231731687303715884105727]", "[1::UHUGEINT]", "[1.5::FLOAT, 0.1::DOUBLE]",
        "[DATE '2018-11-01']", "[TIMESTAMP '2018-11-01 20:57:10.796']"));

TEST_F(DuckDbCast, IsRefusedForATypeThatIsNotHandedOut) {
    try {
        text_of("SELECT 3::BIGNUM");
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::statement_refused);
        EXPECT_FALSE(error.message().next_step.empty());
    }
}

}  // namespace
}  // namespace sparkify
