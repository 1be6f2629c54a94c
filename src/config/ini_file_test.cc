#include "config/ini_file.h"

#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace sparkify {
namespace {

/// One "section|key|value" per entry, with ";" between them.
std::string entries_of(std::string_view text) {
    std::string result;
    for (const IniEntry& entry : parse_ini(text, "dwh.cfg"))
        result += fmt::format("{}{}|{}|{}", result.empty() ? "" : ";", entry.section, entry.key,
                              entry.value);
    return result;
}

Error error_of(std::string_view text) {
    try {
        static_cast<void>(parse_ini(text, "dwh.cfg"));
    } catch (const Error& error) {
        return error;
    }
    ADD_FAILURE() << "no error";
    return {ErrorCode::failed, {}};
}

TEST(IniFile, HoldsKeysInSections) {
    EXPECT_EQ(entries_of("[S3]\nLOG_DATA=a\nSONG_DATA=b\n[AWS]\nREGION=c"),
              "S3|LOG_DATA|a;S3|SONG_DATA|b;AWS|REGION|c");
}

TEST(IniFile, TakesAColonForAnEqualsSign) {
    EXPECT_EQ(entries_of("[S3]\nLOG_DATA: s3://bucket/log=1"), "S3|LOG_DATA|s3://bucket/log=1");
}

TEST(IniFile, CutsAtTheFirstSeparatorOnly) {
    EXPECT_EQ(entries_of("[CLUSTER]\nDB_PASSWORD=a=b:c"), "CLUSTER|DB_PASSWORD|a=b:c");
}

TEST(IniFile, DropsBlanksAroundKeysAndValues) {
    EXPECT_EQ(entries_of("[ S3 ]\nLOG_DATA \t=  a b\t \r\n"), "S3|LOG_DATA|a b");
}

TEST(IniFile, AllowsACommentBehindASection) {
    EXPECT_EQ(entries_of("[S3] # where\nA=b\n[AWS];who\nC=d"), "S3|A|b;AWS|C|d");
    EXPECT_EQ(error_of("[S3] where\nA=b").message().reason, "a section is written as [NAME]");
}

TEST(IniFile, DropsQuotationMarksAroundAValue) {
    EXPECT_EQ(entries_of("[S3]\nA='s3://x'\nB=\" y \"\n"), "S3|A|s3://x;S3|B| y ");
}

TEST(IniFile, KeepsQuotationMarksThatAreNoPair) {
    EXPECT_EQ(entries_of("[S3]\nA='x\nB='x\"\nC=x'y'\nD='\n"),
              "S3|A|'x;S3|B|'x\";S3|C|x'y';S3|D|'");
}

TEST(IniFile, DropsOnlyOnePairOfQuotationMarks) {
    EXPECT_EQ(entries_of("[S3]\nA='\"x\"'"), "S3|A|\"x\"");
}

TEST(IniFile, PassesOverCommentLinesAndEmptyLines) {
    EXPECT_EQ(entries_of("# a\n; b\n\n[S3]\n  # c\nA=1\n;B=2\n"), "S3|A|1");
}

TEST(IniFile, KeepsHashesAndSemicolonsInValues) {
    EXPECT_EQ(entries_of("[CLUSTER]\nDB_PASSWORD=a#b ; c"), "CLUSTER|DB_PASSWORD|a#b ; c");
}

TEST(IniFile, ContinuesAValueOnIndentedLines) {
    EXPECT_EQ(entries_of("[S3]\nA = one\n  two\n\tthree\nB=4"), "S3|A|one\ntwo\nthree;S3|B|4");
}

TEST(IniFile, AllowsAnEmptyValue) {
    EXPECT_EQ(entries_of("[AWS]\nKEY=\nSECRET:"), "AWS|KEY|;AWS|SECRET|");
}

TEST(IniFile, MayBeginWithAByteOrderMark) {
    EXPECT_EQ(entries_of("\xEF\xBB\xBF[S3]\nA=1"), "S3|A|1");
}

TEST(IniFile, MayHoldNothing) {
    EXPECT_EQ(entries_of(""), "");
}

TEST(IniFile, TellsTheLineOfEachKey) {
    const auto entries = parse_ini("\n[S3]\r\n# comment\r\nA=1\r\n\r\nB=2", "dwh.cfg");
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[0].line, 4U);
    EXPECT_EQ(entries[1].line, 6U);
}

TEST(IniFile, ReportsTheFileAndLineOfAnError) {
    const Error error = error_of("[S3]\nA=1\nnonsense\n");
    EXPECT_EQ(error.code(), ErrorCode::configuration);
    EXPECT_EQ(error.message().place, "dwh.cfg, line 3");
}

TEST(IniFile, RejectsALineWithoutASeparator) {
    EXPECT_EQ(error_of("[S3]\nA").message().reason, "a key is written as KEY = value");
    EXPECT_EQ(error_of("[S3]\n= x").message().reason, "a key is written as KEY = value");
}

TEST(IniFile, RejectsAKeyBeforeTheFirstSection) {
    EXPECT_EQ(error_of("A=1").message().reason, "a key stands before the first [SECTION]");
}

TEST(IniFile, RejectsASectionThatIsNotClosedOrHasNoName) {
    EXPECT_EQ(error_of("[S3\nA=1").message().reason, "a section is written as [NAME]");
    EXPECT_EQ(error_of("[]\nA=1").message().reason, "a section is written as [NAME]");
}

TEST(IniFile, NeverShowsASecretInAnError) {
    for (const char* text :
         {"[CLUSTER]\nhunter2\n", "DB_PASSWORD=hunter2\n", "[CLUSTER\nDB_PASSWORD=hunter2\n",
          "[CLUSTER]\nDB_PASSWORD=x\nhunter2", "[CLUSTER]\n=hunter2"}) {
        const Error error = error_of(text);
        const auto& [what, place, reason, next_step] = error.message();
        EXPECT_EQ((what + place + reason + next_step + error.what()).find("hunter2"),
                  std::string::npos)
            << text;
    }
}

}  // namespace
}  // namespace sparkify
