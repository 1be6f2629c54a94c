#include "cli/aligned_rows.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

TEST(AlignedRows, StandUnderEachOther) {
    EXPECT_EQ(aligned_rows({{"role", "a", "reads"}, {"security group", "", "lets in"}}),
              "  role            a  reads\n  security group     lets in\n");
}

TEST(AlignedRows, AreAsLongAsTheirLastCell) {
    EXPECT_EQ(aligned_rows({{"a", "a long last cell"}, {"bc", "d"}}),
              "  a   a long last cell\n  bc  d\n");
}

TEST(AlignedRows, OfNothingAreNothing) {
    EXPECT_EQ(aligned_rows({}), "");
}

}  // namespace
}  // namespace sparkify
