#include "ingest/json_string.h"

#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

using std::string_literals::operator""s;

/// The decoded text; nothing if it is invalid.
std::optional<std::string> decoded(std::string_view raw) {
    std::string output(raw.size(), '?');
    std::string_view text;
    if (unescape(raw, output.data(), text) == UnescapeResult::invalid) return std::nullopt;
    return std::string(text);
}

TEST(JsonString, KeepsATextWithoutEscapes) {
    EXPECT_EQ(decoded(""), "");
    EXPECT_EQ(decoded("Beyonc\u00E9 \x7F"), "Beyonc\u00E9 \x7F");
}

TEST(JsonString, KnowsTheEscapesOfOneLetter) {
    EXPECT_EQ(decoded(R"(\"\\\/\b\f\n\r\t)"), "\"\\/\b\f\n\r\t");
}

TEST(JsonString, DecodesBetweenPlainStretches) {
    EXPECT_EQ(decoded(R"(a\"b\\c)"), "a\"b\\c");
}

TEST(JsonString, DecodesCodePointsOfEveryLength) {
    EXPECT_EQ(decoded(R"(\u0001\u007f)"), "\x01\x7F");
    EXPECT_EQ(decoded(R"(\u0080\u07FF)"), "\u0080\u07FF");
    EXPECT_EQ(decoded(R"(\u0800\ud7ff\uE000\uFFFF)"), "\u0800\uD7FF\uE000\uFFFF");
    EXPECT_EQ(decoded(R"(\ud800\udc00\uD83D\uDE00\uDBFF\uDFFF)"), "\U00010000\U0001F600\U0010FFFF");
}

TEST(JsonString, TakesHexadecimalDigitsOfEitherCase) {
    EXPECT_EQ(decoded(R"(\u00eF\u00Ef)"), "\u00EF\u00EF");
}

TEST(JsonString, NeverNeedsMoreRoomThanTheRawText) {
    EXPECT_EQ(decoded(R"(\uffff)")->size(), 3U);
    EXPECT_EQ(decoded(R"(\udbff\udfff)")->size(), 4U);
}

TEST(JsonString, TellsOfNulButDecodesIt) {
    std::string output(16, '?');
    std::string_view text;
    EXPECT_EQ(unescape(R"(a\u0000b)", output.data(), text), UnescapeResult::has_nul);
    EXPECT_EQ(text, "a\0b"s);
}

TEST(JsonString, FindsAnInvalidEscapeBehindNul) {
    EXPECT_EQ(decoded(R"(\u0000\x)"), std::nullopt);
}

const std::vector<std::string> kInvalid{
    R"(\x)",           R"(\N)",     R"(\')",           "\\\0"s,       R"(\)",
    R"(a\)",           R"(\u)",     R"(\u12)",         R"(\u123)",    R"(\u123g)",
    R"(\u 123)",       R"(\ud800)", R"(\ud800x)",      R"(\ud800\n)", R"(\ud800\u0041)",
    R"(\ud800\ud800)", R"(\udc00)", R"(\udc00\ud800)", R"(\ud800\u)", R"(\ud800\udc0)",
    R"(\U0041)"};

TEST(JsonString, RefusesInvalidEscapes) {
    for (const std::string& raw : kInvalid)
        EXPECT_EQ(decoded(raw), std::nullopt) << raw;
}

TEST(JsonString, FindsInvalidEscapesWithoutDecoding) {
    for (const std::string& raw : kInvalid)
        EXPECT_FALSE(escapes_are_valid(raw)) << raw;
}

TEST(JsonString, FindsValidEscapesWithoutDecoding) {
    EXPECT_TRUE(escapes_are_valid(""));
    EXPECT_TRUE(escapes_are_valid("plain"));
    EXPECT_TRUE(escapes_are_valid(R"(\n\u0000\ud83d\ude00)"));
}

}  // namespace
}  // namespace sparkify
