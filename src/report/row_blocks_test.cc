#include "report/row_blocks.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

TEST(RowBlocks, AreABlockPerRowAndALinePerColumn) {
    const ResultTable table{{{"user_id", true}, {"level", false}},
                            {{std::int64_t{80}, "paid"}, {Value{}, ""}}};
    EXPECT_EQ(row_blocks(grid_of(table, {}), false),
              "row 1\n  user_id  80\n  level    paid\n"
              "row 2\n  user_id  -\n  level\n");
}

TEST(RowBlocks, ColourMarksNamesAndNull) {
    const ResultTable table{{{"a", false}}, {{Value{}}}};
    EXPECT_EQ(row_blocks(grid_of(table, {}), true),
              "\x1b[1mrow 1\x1b[0m\n  \x1b[2ma\x1b[0m  \x1b[2m-\x1b[0m\n");
}

TEST(RowBlocks, NoRowsAreNoText) {
    EXPECT_EQ(row_blocks(grid_of({{{"a", false}}, {}}, {}), false), "");
}

}  // namespace
}  // namespace sparkify
