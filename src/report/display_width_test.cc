#include "report/display_width.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

TEST(DisplayWidth, OneColumnPerLetter) {
    EXPECT_EQ(display_width(""), 0U);
    EXPECT_EQ(display_width("songplays"), 9U);
    EXPECT_EQ(display_width("Björk – Jóga"), 12U);
}

TEST(DisplayWidth, CombiningMarksTakeNoColumn) {
    EXPECT_EQ(display_width("e\u0301"), 1U);
    EXPECT_EQ(display_width("a\u200db"), 2U);
    EXPECT_EQ(display_width("\u1112\u1161\u11ab"), 2U);  // one Hangul syllable in its parts
}

TEST(DisplayWidth, EastAsianWideAndEmojiTakeTwo) {
    EXPECT_EQ(display_width("東京事変"), 8U);
    EXPECT_EQ(display_width("ｆｕｌｌ"), 8U);
    EXPECT_EQ(display_width("한글"), 4U);
    EXPECT_EQ(display_width("🎵"), 2U);
    EXPECT_EQ(display_width("\U0002070e"), 2U);
    EXPECT_EQ(display_width("█▏─…·"), 5U);
}

TEST(DisplayWidth, FlagsAreTwoHalvesOfOneColumn) {
    EXPECT_EQ(display_width("🇸🇪"), 2U);
}

TEST(DisplayWidth, EachInvalidByteTakesOneColumn) {
    EXPECT_EQ(display_width("\xff\xfe"), 2U);
    EXPECT_EQ(display_width("a\xc3"), 2U);             // cut off
    EXPECT_EQ(display_width("\xc0\xaf"), 2U);          // written longer than allowed
    EXPECT_EQ(display_width("\xed\xa0\x80"), 3U);      // a surrogate
    EXPECT_EQ(display_width("\xf4\x90\x80\x80"), 4U);  // beyond U+10FFFF
}

TEST(Truncation, LeavesWhatFits) {
    EXPECT_EQ(truncated_to_width("abc", 3, "…"), "abc");
    EXPECT_EQ(truncated_to_width("", 0, "…"), "");
}

TEST(Truncation, EndsInTheEllipsis) {
    EXPECT_EQ(truncated_to_width("abcdef", 4, "…"), "abc…");
    EXPECT_EQ(truncated_to_width("abcdef", 4, "..."), "a...");
}

TEST(Truncation, NeverTakesMoreThanTheWidth) {
    EXPECT_EQ(truncated_to_width("東京事変", 4, "…"), "東…");
    EXPECT_EQ(truncated_to_width("abcdef", 2, "..."), "..");
    EXPECT_EQ(truncated_to_width("abcdef", 0, "…"), "");
}

TEST(Truncation, KeepsCombiningMarksWithTheirLetter) {
    EXPECT_EQ(truncated_to_width("ae\u0301bcd", 3, "…"), "ae\u0301…");
    EXPECT_EQ(truncated_to_width("ae\u0301", 2, "…"), "ae\u0301");
}

TEST(Escaping, PlainTextStaysAsItIs) {
    EXPECT_EQ(escaped_for_terminal("Björk 東京 🎵 C:\\new"), "Björk 東京 🎵 C:\\new");
}

TEST(Escaping, DataCannotSendEscapeSequences) {
    EXPECT_EQ(escaped_for_terminal("\x1b[31mred"), "\\x1b[31mred");
    EXPECT_EQ(escaped_for_terminal("\u009b31m"), "\\u009b31m");
    EXPECT_EQ(escaped_for_terminal("\x9b"), "\\x9b");
    EXPECT_EQ(escaped_for_terminal(std::string_view{"\0\x07\x7f", 3}), "\\x00\\x07\\x7f");
}

TEST(Escaping, DataCannotBreakLines) {
    EXPECT_EQ(escaped_for_terminal("a\nb\r\tc"), "a\\nb\\r\\tc");
    EXPECT_EQ(escaped_for_terminal("\u2028"), "\\u2028");
}

TEST(Escaping, DataCannotTurnTheDirectionOfText) {
    EXPECT_EQ(escaped_for_terminal("\u202etxt.exe"), "\\u202etxt.exe");
}

}  // namespace
}  // namespace sparkify
