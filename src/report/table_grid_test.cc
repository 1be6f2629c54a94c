#include "report/table_grid.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

ResultTable one_row() {
    return {{{"name_of_the_song", false}, {"number_of_plays", true}},
            {{"A Song With A Long Name", std::int64_t{1'234'567'890}}}};
}

TEST(TableGrid, GroupsTheDigitsOfTheGivenColumns) {
    EXPECT_EQ(grid_of(one_row(), {}).rows[0][1].text, "1234567890");
    EXPECT_EQ(grid_of(one_row(), {1}).rows[0][1].text, "1,234,567,890");
}

TEST(TableGrid, RefusesColumnsThatAreNotThere) {
    EXPECT_THROW((void)grid_of(one_row(), {2}), std::out_of_range);
}

TEST(ColumnWidths, TextAndNamesMayBeCutNumbersMayNot) {
    const ResultTable table = one_row();
    const auto widths = column_widths(grid_of(table, {}), table.columns);
    ASSERT_EQ(widths.size(), 2U);
    EXPECT_EQ(widths[0].wanted, 23U);
    EXPECT_EQ(widths[0].smallest, 8U);
    EXPECT_EQ(widths[1].wanted, 15U);
    EXPECT_EQ(widths[1].smallest, 10U);
}

TEST(ColumnWidths, WhatIsNarrowIsNotMadeWider) {
    const ResultTable table{{{"n", true}, {"t", false}}, {{std::int64_t{1}, "x"}}};
    const auto widths = column_widths(grid_of(table, {}), table.columns);
    EXPECT_EQ(widths.at(0).smallest, 1U);
    EXPECT_EQ(widths.at(1).smallest, 1U);
}

}  // namespace
}  // namespace sparkify
