#include "oracle/record_splitter.h"

#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace sparkify::oracle {
namespace {

std::string piece_text(const std::variant<RawRecord, Reject>& piece) {
    const auto* record = std::get_if<RawRecord>(&piece);
    if (record == nullptr) return fmt::format("x{}", std::get<Reject>(piece).line);
    return fmt::format("r{}", record->line);
}

/// What the splitter makes of an object: `r1` for a record that begins in line 1, `x2` for a
/// reject that begins in line 2.
std::string pieces(std::string_view bytes) {
    std::string text;
    RecordSplitter splitter(bytes);
    while (const auto piece = splitter.next()) {
        if (!text.empty()) text += ' ';
        text += piece_text(*piece);
    }
    return text;
}

RejectKind only_reject(std::string_view bytes) {
    RecordSplitter splitter(bytes);
    const auto piece = splitter.next();
    EXPECT_FALSE(splitter.next().has_value());
    return std::get<Reject>(piece.value()).kind;
}

std::string record_of(std::size_t bytes) {
    const std::string frame = R"({"a":""})";
    std::string record = frame;
    record.insert(frame.size() - 2, bytes - frame.size(), 'x');
    return record;
}

std::string nested(int depth) {
    const auto inner = static_cast<std::size_t>(depth) - 1;
    return R"({"a":)" + std::string(inner, '[') + std::string(inner, ']') + "}";
}

TEST(RecordSplitter, AnEmptyObjectHoldsNothing) {
    EXPECT_EQ(pieces(""), "");
    EXPECT_EQ(pieces(" \t\r\n\n"), "");
}

TEST(RecordSplitter, RecordsMayBeSeparatedByAnyWhiteSpaceOrNone) {
    EXPECT_EQ(pieces("{}\n{}"), "r1 r2");
    EXPECT_EQ(pieces("{}{} \t{}\r\n\r\n{}\n"), "r1 r1 r1 r3");
}

TEST(RecordSplitter, ARecordMaySpanLines) {
    EXPECT_EQ(pieces("{\n  \"a\": 1,\n  \"b\":\n  {\n}\n}\n{}"), "r1 r7");
}

TEST(RecordSplitter, AnOuterArrayIsOneReject) {
    EXPECT_EQ(pieces("\n[{\"a\":1},\n{\"b\":2}]\n{}"), "x2 r4");
    EXPECT_EQ(only_reject("[{},{}]"), RejectKind::outer_array);
}

TEST(RecordSplitter, ReadingGoesOnAfterAnOuterArrayInItsLine) {
    EXPECT_EQ(pieces("[]{}"), "x1 r1");
}

TEST(RecordSplitter, WhatIsNoObjectIsASyntaxReject) {
    EXPECT_EQ(pieces("12 {}\n{}"), "x1 r2");
    EXPECT_EQ(pieces("\"text\""), "x1");
    EXPECT_EQ(pieces("null\n"), "x1");
    EXPECT_EQ(pieces("}"), "x1");
}

TEST(RecordSplitter, ACommaBetweenRecordsCostsTheRestOfItsLine) {
    EXPECT_EQ(pieces("{},{}\n{}"), "r1 x1 r2");
}

TEST(RecordSplitter, ReadingGoesOnAtTheNextLineThatBeginsWithABrace) {
    EXPECT_EQ(pieces("{\"a\":tru}\nx {\n \t{}\n{}"), "x1 r3 r4");
}

TEST(RecordSplitter, ReadingGoesOnAtTheErrorItselfWhenThatIsABraceAtTheStartOfALine) {
    EXPECT_EQ(pieces("{\"a\":1\n{\"b\":2}\n{}"), "x1 r2 r3");
    EXPECT_EQ(pieces("{\"a\":1,\n{\"b\":2}"), "x1 r2");
}

TEST(RecordSplitter, ReadingDoesNotGoOnBeforeTheError) {
    EXPECT_EQ(pieces("{\"a\":\n{\"b\":2},\n\"c\":}\n{}"), "x1 r4");
}

TEST(RecordSplitter, ATextThatDoesNotEndInItsLineCostsThatLine) {
    EXPECT_EQ(pieces("{\"a\":\"x\n{}"), "x1 r2");
}

TEST(RecordSplitter, ARecordThatDoesNotEndIsAReject) {
    EXPECT_EQ(pieces("{}\n{\"a\":"), "r1 x2");
    EXPECT_EQ(pieces("{"), "x1");
}

TEST(RecordSplitter, ARecordOf4MiBFitsAndOneMoreByteDoesNot) {
    EXPECT_EQ(pieces(record_of(RecordSplitter::kMaxRecordBytes) + "{}"), "r1 r1");
    EXPECT_EQ(pieces(record_of(RecordSplitter::kMaxRecordBytes + 1) + "{}"), "x1 r1");
    EXPECT_EQ(only_reject(record_of(RecordSplitter::kMaxRecordBytes + 1)), RejectKind::too_large);
}

TEST(RecordSplitter, NestingOf1024FitsAndOneDeeperDoesNot) {
    EXPECT_EQ(pieces(nested(1024)), "r1");
    EXPECT_EQ(pieces(nested(1025)), "x1");
}

TEST(RecordSplitter, WhatIsNotStrictJsonIsAReject) {
    for (const char* value :
         {"01",    "+1",       "1.",          ".5",     "-",   "1e",   "0x1",
          "NaN",   "Infinity", "True",        "nul",    "'a'", "[1,]", "{\"b\":1,}",
          "{b:1}", "\"\\x\"",  "\"\\u12g4\"", "\"\t\"", "",    "1 2",  "/**/1"}) {
        EXPECT_EQ(pieces(std::string("{\"a\":") + value + "}"), "x1") << value;
    }
}

TEST(RecordSplitter, EveryFormOfAJsonValueIsRead) {
    for (const char* value : {"0", "-0", "1.50", "1e5", "1E+05", "-1.5e-3", "true", "false", "null",
                              "[ ]", "{ }", "[1, {\"b\":[]}]", R"("\"\\\/\b\f\n\r\t\u00e9")"}) {
        EXPECT_EQ(pieces(std::string("{\"a\":") + value + "}"), "r1") << value;
    }
}

TEST(RecordSplitter, WhatIsNotUtf8IsAReject) {
    for (const char* text : {"\x80", "\xC0\x80", "\xC3", "\xE0\x9F\xBF", "\xED\xA0\x80",
                             "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF"}) {
        EXPECT_EQ(pieces(std::string("{\"a\":\"") + text + "\"}"), "x1");
    }
}

TEST(RecordSplitter, Utf8OfEveryLengthIsRead) {
    EXPECT_EQ(pieces("{\"a\":\"\x7F\xC3\xA9\xE2\x82\xAC\xED\x9F\xBF\xF0\x9F\x8E\xB5\"}"), "r1");
}

TEST(RecordSplitter, ALoneSurrogateEscapeIsAReject) {
    for (const char* text : {R"(\ud83c)", R"(\udfb5)", R"(\ud83cx)", R"(\ud83c\n)",
                             R"(\ud83c\ud83c)", R"(\udfb5\ud83c)"}) {
        EXPECT_EQ(pieces(std::string("{\"a\":\"") + text + "\"}"), "x1") << text;
    }
}

TEST(RecordSplitter, EscapesAreDecoded) {
    RecordSplitter splitter(R"({"\u0061":"\ud83c\udfb5\u00e9\u20AC\/"})");
    const auto record = std::get<RawRecord>(splitter.next().value());
    EXPECT_EQ(record.members.at(0).key, "a");
    EXPECT_EQ(record.members.at(0).value.text, "\xF0\x9F\x8E\xB5\xC3\xA9\xE2\x82\xAC/");
}

TEST(RecordSplitter, AByteOrderMarkIsASyntaxReject) {
    EXPECT_EQ(pieces("\xEF\xBB\xBF{}\n{}"), "x1 r2");
}

}  // namespace
}  // namespace sparkify::oracle
