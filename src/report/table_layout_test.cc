#include "report/table_layout.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

using Widths = std::vector<std::size_t>;

TEST(TableLayout, WithoutALimitColumnsGetWhatTheyWant) {
    const TableLayout layout = free_layout({{500, 8}, {3, 3}}, true);
    EXPECT_EQ(layout.columns, (Widths{500, 3}));
    EXPECT_EQ(layout.bar_cells, 24U);
}

TEST(TableLayout, ColumnsThatFitStayAsTheyAre) {
    const TableLayout layout = fitted_layout({{10, 8}, {3, 3}}, false, 15);
    EXPECT_EQ(layout.columns, (Widths{10, 3}));
    EXPECT_TRUE(layout.fits);
}

TEST(TableLayout, WidestColumnsShrinkFirst) {
    EXPECT_EQ(fitted_layout({{30, 8}, {20, 8}, {9, 8}}, false, 43).columns, (Widths{15, 15, 9}));
}

TEST(TableLayout, ColumnsShrinkOnlyToTheirSmallest) {
    const TableLayout layout = fitted_layout({{30, 30}, {20, 8}}, false, 42);
    EXPECT_EQ(layout.columns, (Widths{30, 10}));
    EXPECT_TRUE(layout.fits);
}

TEST(TableLayout, SaysWhenItDoesNotFit) {
    EXPECT_FALSE(fitted_layout({{30, 30}, {20, 8}}, false, 39).fits);
    EXPECT_FALSE(fitted_layout({{30, 8}, {20, 8}}, true, 5).fits);
}

TEST(TableLayout, HugeColumnsAreQuick) {
    EXPECT_EQ(fitted_layout({{100'000'000, 8}}, false, 80).columns, (Widths{80}));
}

TEST(TableLayout, BarShrinksBeforeTheColumns) {
    const TableLayout layout = fitted_layout({{40, 8}}, true, 60);
    EXPECT_EQ(layout.columns, (Widths{40}));
    EXPECT_EQ(layout.bar_cells, 18U);
}

TEST(TableLayout, ColumnsShrinkBeforeTheBarIsGivenUp) {
    const TableLayout layout = fitted_layout({{40, 8}}, true, 44);
    EXPECT_EQ(layout.columns, (Widths{30}));
    EXPECT_EQ(layout.bar_cells, 12U);
}

TEST(TableLayout, BarIsGivenUpLast) {
    const TableLayout layout = fitted_layout({{40, 40}}, true, 44);
    EXPECT_EQ(layout.columns, (Widths{40}));
    EXPECT_EQ(layout.bar_cells, 0U);
    EXPECT_TRUE(layout.fits);
}

}  // namespace
}  // namespace sparkify
