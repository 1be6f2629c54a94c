#include "ingest/resynchronise.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

TEST(Resynchronise, FindsTheNextLineThatBeginsWithABrace) {
    EXPECT_EQ(resynchronise("{x\n{", 0, 1), 3U);
}

TEST(Resynchronise, PassesOverBlanksBeforeTheBrace) {
    EXPECT_EQ(resynchronise("{x\n \t\r {", 0, 1), 7U);
}

TEST(Resynchronise, PassesOverEmptyLines) {
    EXPECT_EQ(resynchronise("{x\n\r\n\n  \n{", 0, 1), 9U);
}

TEST(Resynchronise, PassesOverLinesThatBeginWithAnythingElse) {
    EXPECT_EQ(resynchronise("{x\n\"a\": {\n[{\n}{\n{", 0, 1), 16U);
}

TEST(Resynchronise, PassesOverABraceWithinTheLine) {
    EXPECT_EQ(resynchronise("{x} {", 0, 1), kNone);
}

TEST(Resynchronise, TakesABraceAtTheErrorIfItIsFirstInItsLine) {
    EXPECT_EQ(resynchronise("{1,\n  {", 0, 6), 6U);
    EXPECT_EQ(resynchronise("{1\n{", 0, 3), 3U);
}

TEST(Resynchronise, PassesOverABraceAtTheErrorWithinTheLine) {
    EXPECT_EQ(resynchronise("{1, {\n{", 0, 4), 6U);
}

TEST(Resynchronise, PassesOverABraceBeforeTheError) {
    EXPECT_EQ(resynchronise("{\"a\":\n{x\n{", 0, 7), 9U);
}

TEST(Resynchronise, TakesTheLineBehindANewlineAtTheError) {
    EXPECT_EQ(resynchronise("{\"a\n{", 0, 3), 4U);
}

TEST(Resynchronise, NeverReturnsTheRecordAtFault) {
    EXPECT_EQ(resynchronise("\n{", 1, 1), kNone);
    EXPECT_EQ(resynchronise("\n{\n{", 1, 2), 3U);
}

TEST(Resynchronise, FindsNothingWhereThereIsNothing) {
    EXPECT_EQ(resynchronise("{x", 0, 1), kNone);
    EXPECT_EQ(resynchronise("{x\n", 0, 1), kNone);
    EXPECT_EQ(resynchronise("{x\n  ", 0, 1), kNone);
    EXPECT_EQ(resynchronise("{", 0, 1), kNone);
}

}  // namespace
}  // namespace sparkify
