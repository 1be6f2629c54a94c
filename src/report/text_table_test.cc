#include "report/text_table.h"

#include <limits>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

Terminal pipe_with_unicode() {
    Terminal terminal;
    terminal.unicode = true;
    return terminal;
}

Terminal screen(unsigned width) {
    Terminal terminal = pipe_with_unicode();
    terminal.stdout_is_terminal = true;
    terminal.width = width;
    return terminal;
}

Terminal colour_screen() {
    Terminal terminal = screen(80);
    terminal.stdout_colour = true;
    return terminal;
}

ResultTable plays_by_level() {
    return {{{"level", false}, {"plays", true}},
            {{"paid", std::int64_t{5591}}, {"free", std::int64_t{1229}}}};
}

TEST(TextTable, TextIsLeftAndNumbersAreRightAligned) {
    EXPECT_EQ(text_table(plays_by_level(), {}, pipe_with_unicode()),
              "level  plays\n"
              "─────  ─────\n"
              "paid    5591\n"
              "free    1229\n");
}

TEST(TextTable, IsPlainAsciiWithoutUnicode) {
    EXPECT_EQ(text_table(plays_by_level(),
                         {.title = {}, .footnote = {}, .thousands_columns = {}, .bar_column = 1},
                         Terminal{}),
              "level  plays\n"
              "-----  -----\n"
              "paid    5591  ########################\n"
              "free    1229  #####\n");
}

TEST(TextTable, TitleAndFootnoteAreLinesOfTheirOwn) {
    TextTableOptions options;
    options.title = "Plays by level";
    options.footnote = "2 of 2 rows";
    const std::string text = text_table(plays_by_level(), options, pipe_with_unicode());
    EXPECT_EQ(text.find("Plays by level\nlevel"), 0U);
    EXPECT_NE(text.find("1229\n2 of 2 rows\n"), std::string::npos);
}

TEST(TextTable, ThousandsAreGroupedInTheColumnsThatAskForIt) {
    TextTableOptions options;
    options.thousands_columns = {1};
    const ResultTable table{{{"year", true}, {"plays", true}},
                            {{std::int64_t{2018}, std::int64_t{2'000'000}}}};
    EXPECT_EQ(text_table(table, options, pipe_with_unicode()),
              "year      plays\n"
              "────  ─────────\n"
              "2018  2,000,000\n");
}

TEST(TextTable, NullIsADashAndTheEmptyStringIsEmpty) {
    const ResultTable table{{{"artist", false}, {"n", true}}, {{Value{}, Value{}}, {"", 0.5}}};
    EXPECT_EQ(text_table(table, {}, pipe_with_unicode()),
              "artist    n\n"
              "──────  ───\n"
              "-         -\n"
              "        0.5\n");
}

TEST(TextTable, WideCharactersKeepTheColumnsAligned) {
    const ResultTable table{{{"artist", false}, {"n", true}},
                            {{"東京事変", std::int64_t{1}}, {"Björk", std::int64_t{22}}}};
    EXPECT_EQ(text_table(table, {}, pipe_with_unicode()),
              "artist     n\n"
              "────────  ──\n"
              "東京事変   1\n"
              "Björk     22\n");
}

TEST(TextTable, BarsAreScaledToTheLargestNumber) {
    TextTableOptions options;
    options.bar_column = 0;
    const ResultTable table{{{"n", true}},
                            {{std::int64_t{48}},
                             {25.0},
                             {std::int64_t{0}},
                             {std::int64_t{-3}},
                             {Value{}},
                             {std::numeric_limits<double>::infinity()}}};
    EXPECT_EQ(text_table(table, options, pipe_with_unicode()),
              "   n\n"
              "────\n"
              "  48  ████████████████████████\n"
              "25.0  ████████████▌\n"
              "   0\n"
              "  -3\n"
              "   -\n"
              " inf\n");
}

TEST(TextTable, DataCannotSendEscapeSequencesOrBreakLines) {
    const ResultTable table{{{"a\x1b[2J", false}}, {{"x\ny"}}};
    EXPECT_EQ(text_table(table, {}, pipe_with_unicode()), "a\\x1b[2J\n────────\nx\\ny\n");
}

TEST(TextTable, OnAScreenTextIsCutToItsWidthAndNumbersAreNot) {
    const ResultTable table{{{"song", false}, {"plays", true}},
                            {{"A Song With A Long Name", std::int64_t{1'234'567}}}};
    EXPECT_EQ(text_table(table, {}, screen(20)),
              "song           plays\n"
              "───────────  ───────\n"
              "A Song Wit…  1234567\n");
}

TEST(TextTable, InAPipeNothingIsCut) {
    const ResultTable table{{{"song", false}}, {{std::string(300, 'x')}}};
    EXPECT_NE(text_table(table, {}, Terminal{}).find(std::string(300, 'x')), std::string::npos);
}

TEST(TextTable, TooWideForAnyTableRowsBecomeBlocks) {
    const ResultTable table{
        {{"song_title", false}, {"artist_name", false}, {"n", true}},
        {{"Life On Mars?", Value{}, std::int64_t{1}}, {"Jóga", "Björk", std::int64_t{2}}}};
    EXPECT_EQ(text_table(table, {}, screen(16)),
              "row 1\n"
              "  song_title   Life On Mars?\n"
              "  artist_name  -\n"
              "  n            1\n"
              "row 2\n"
              "  song_title   Jóga\n"
              "  artist_name  Björk\n"
              "  n            2\n");
}

TEST(TextTable, ColourMarksHeaderRuleNullAndBars) {
    TextTableOptions options;
    options.bar_column = 1;
    const ResultTable table{{{"a", false}, {"n", true}}, {{Value{}, std::int64_t{1}}}};
    EXPECT_EQ(text_table(table, options, colour_screen()),
              "\x1b[1ma\x1b[0m  \x1b[1mn\x1b[0m\n"
              "\x1b[2m─  ─\x1b[0m\n"
              "\x1b[2m-\x1b[0m  1  \x1b[36m████████████████████████\x1b[0m\n");
}

TEST(TextTable, WithoutRowsTheHeaderStays) {
    EXPECT_EQ(text_table({{{"a", false}}, {}}, {}, pipe_with_unicode()), "a\n─\n");
}

TEST(TextTable, WithoutColumnsOnlyTitleAndFootnoteAreLeft) {
    TextTableOptions options;
    options.footnote = "nothing";
    EXPECT_EQ(text_table({}, options, pipe_with_unicode()), "nothing\n");
}

}  // namespace
}  // namespace sparkify
