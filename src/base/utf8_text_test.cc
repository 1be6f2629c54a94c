#include "base/utf8_text.h"

#include <string>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

TEST(ValidText, KeepsWhatIsUtf8) {
    const std::string text = "a\x7F\u00E9\u07FF\u0800\uD7FF\uE000\uFFFF\U00010000\U0010FFFF\n\x01";
    EXPECT_EQ(as_valid_text(text), text);
}

TEST(ValidText, ReplacesNul) {
    EXPECT_EQ(as_valid_text(std::string("a\0b", 3)), "a\uFFFDb");
}

TEST(ValidText, ReplacesEachByteThatBelongsToNothing) {
    EXPECT_EQ(as_valid_text("a\x80\xBF\xFF"), "a\uFFFD\uFFFD\uFFFD");
}

TEST(ValidText, ReplacesOverlongForms) {
    EXPECT_EQ(as_valid_text("\xC0\x80"), "\uFFFD\uFFFD");
    EXPECT_EQ(as_valid_text("\xE0\x9F\xBF"), "\uFFFD\uFFFD\uFFFD");
    EXPECT_EQ(as_valid_text("\xF0\x8F\xBF\xBF"), "\uFFFD\uFFFD\uFFFD\uFFFD");
}

TEST(ValidText, ReplacesSurrogates) {
    EXPECT_EQ(as_valid_text("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");
}

TEST(ValidText, ReplacesWhatLiesBehindTheLastCodePoint) {
    EXPECT_EQ(as_valid_text("\xF4\x90\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD");
}

TEST(ValidText, ReplacesASequenceThatIsCutOff) {
    EXPECT_EQ(as_valid_text("\xE2\x82"), "\uFFFD\uFFFD");
    EXPECT_EQ(as_valid_text("\xE2\x82x"), "\uFFFD\uFFFDx");
}

TEST(ValidText, OfNothingIsNothing) {
    EXPECT_EQ(as_valid_text(""), "");
}

TEST(ValidText, IsCutBehindAWholeCharacter) {
    EXPECT_EQ(as_valid_text("abc", 2), "ab");
    EXPECT_EQ(as_valid_text("a\u00E9b", 2), "a");
    EXPECT_EQ(as_valid_text("a\u00E9b", 3), "a\u00E9");
    EXPECT_EQ(as_valid_text("\xFF\xFF", 5), "\uFFFD");
}

TEST(MarkedBytes, ShowWhatIsNoTextAndLeaveTheRest) {
    EXPECT_EQ(marked_bytes("Caf\xE9 \\/ \xC3\xBC"), "Caf\\xE9 \\/ \xC3\xBC");
    EXPECT_EQ(marked_bytes(std::string_view("a\0b", 3)), "a\\x00b");
}

TEST(EscapedBytes, AreTheTextItselfIfItIsOne) {
    EXPECT_EQ(escaped_bytes("/logs/Z\xC3\xBCrich.json"), "/logs/Z\xC3\xBCrich.json");
}

TEST(EscapedBytes, ShowWhatIsNoText) {
    EXPECT_EQ(escaped_bytes("a\xFF"
                            "b\xC3"),
              "a\\xFFb\\xC3");
    EXPECT_EQ(escaped_bytes(std::string_view("a\0b", 3)), "a\\x00b");
    EXPECT_EQ(escaped_bytes("a\\xFF"), "a\\\\xFF");
}

TEST(EscapedBytes, AreTheSameBytesAgain) {
    for (const std::string_view bytes :
         {"", "a", "\xFF", "\xC3\xBC\xC3", "\\", "\\xFF", "\\\xFF", "\\\\x", "a\\x4"})
        EXPECT_EQ(unescaped_bytes(escaped_bytes(bytes)), bytes);
}

}  // namespace
}  // namespace sparkify
