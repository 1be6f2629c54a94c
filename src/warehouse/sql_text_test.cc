#include "warehouse/sql_text.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

TEST(SqlText, DoublesQuotationMarksInTexts) {
    EXPECT_EQ(quoted_text("it's"), "'it''s'");
    EXPECT_EQ(quoted_text(""), "''");
    EXPECT_EQ(quoted_text("back\\slash \"here\""), "'back\\slash \"here\"'");
}

TEST(SqlText, DoublesQuotationMarksInNames) {
    EXPECT_EQ(quoted_name("say \"hi\""), "\"say \"\"hi\"\"\"");
}

TEST(SqlText, WritesATableWithItsSchemaIfItHasOne) {
    EXPECT_EQ(quoted_table("etl", "runs"), "\"etl\".\"runs\"");
    EXPECT_EQ(quoted_table("", "time"), "\"time\"");
}

}  // namespace
}  // namespace sparkify
