#include "warehouse/libpq/copy_text.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

TEST(CopyText, PutsATabBetweenValuesAndANewlineBehindThem) {
    EXPECT_EQ(copy_text_of({std::int64_t{1}, true, 1.5, std::string("a b")}),
              "1\ttrue\t1.5\ta b\n");
}

TEST(CopyText, TellsNullFromAnEmptyText) {
    EXPECT_EQ(copy_text_of({std::monostate(), std::string()}), "\\N\t\n");
}

TEST(CopyText, EscapesWhatWouldEndAValueOrARow) {
    EXPECT_EQ(copy_text_of({std::string("a\tb\nc\rd\\N")}), "a\\tb\\nc\\rd\\\\N\n");
}

TEST(CopyText, WritesTimesAsSqlDoes) {
    EXPECT_EQ(copy_text_of({Timestamp{1'541'105'830'796'000}}), "2018-11-01 20:57:10.796\n");
}

}  // namespace
}  // namespace sparkify
