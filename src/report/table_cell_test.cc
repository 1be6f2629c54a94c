#include "report/table_cell.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

TEST(TableCell, NullIsADash) {
    const TableCell cell = cell_of(Value{}, true);
    EXPECT_TRUE(cell.is_null);
    EXPECT_EQ(cell.text, "-");
    EXPECT_FALSE(cell_of(Value{"-"}, true).is_null);
}

TEST(TableCell, ThousandsAreGroupedOnlyInNumbersAndOnlyIfAskedFor) {
    EXPECT_EQ(cell_of(Value{std::int64_t{1'234'567}}, true).text, "1,234,567");
    EXPECT_EQ(cell_of(Value{std::int64_t{1'234'567}}, false).text, "1234567");
    EXPECT_EQ(cell_of(Value{1234.5}, true).text, "1,234.5");
    EXPECT_EQ(cell_of(Value{"1234567"}, true).text, "1234567");
}

TEST(TableCell, IsOneLineOfKnownWidth) {
    const TableCell cell = cell_of(Value{"東\n"}, false);
    EXPECT_EQ(cell.text, "東\\n");
    EXPECT_EQ(cell.width, 4U);
}

}  // namespace
}  // namespace sparkify
