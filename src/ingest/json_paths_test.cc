#include "ingest/json_paths.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/quantity.h"

namespace sparkify {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// The only path of a file that holds one. `path` is written as JSON has it.
JsonPath path_of(std::string_view path) {
    return parse_json_paths(fmt::format(R"({{"jsonpaths": ["{}"]}})", path), "p.json", 1).at(0);
}

Error error_of(std::string_view text, std::size_t columns = 1) {
    try {
        static_cast<void>(parse_json_paths(text, "p.json", columns));
    } catch (const Error& error) {
        return error;
    }
    ADD_FAILURE() << "no error";
    return {ErrorCode::failed, {}};
}

std::string path_fault(std::string_view path) {
    const Error error = error_of(fmt::format(R"({{"jsonpaths": ["{}"]}})", path));
    EXPECT_EQ(error.code(), ErrorCode::configuration);
    return error.message().reason;
}

TEST(JsonPaths, AreReadInTheirOrder) {
    const auto paths =
        parse_json_paths(R"({"jsonpaths": ["$['b']", "$['a']", "$['b']"]})", "p.json", 3);
    EXPECT_THAT(paths, ElementsAre(JsonPath{"b"}, JsonPath{"a"}, JsonPath{"b"}));
}

TEST(JsonPaths, KnowBracketNotation) {
    EXPECT_EQ(path_of("$['artist']"), (JsonPath{"artist"}));
    EXPECT_EQ(path_of("$['a']['b']['c']"), (JsonPath{"a", "b", "c"}));
    EXPECT_EQ(path_of(R"($[\"a\"][\"it's\"])"), (JsonPath{"a", "it's"}));
}

TEST(JsonPaths, KnowDotNotation) {
    EXPECT_EQ(path_of("$.artist"), (JsonPath{"artist"}));
    EXPECT_EQ(path_of("$.a.b.c"), (JsonPath{"a", "b", "c"}));
}

TEST(JsonPaths, KnowIndexesInBothNotations) {
    EXPECT_EQ(path_of("$['a'][0][12]"), (JsonPath{"a", std::size_t{0}, std::size_t{12}}));
    EXPECT_EQ(path_of("$.a[3].b"), (JsonPath{"a", std::size_t{3}, "b"}));
}

TEST(JsonPaths, TakeKeysAsTheyStandInQuotationMarks) {
    EXPECT_EQ(path_of("$['a.b'][' c ']['']"), (JsonPath{"a.b", " c ", ""}));
    EXPECT_EQ(path_of(R"($['\u00e9'])"), (JsonPath{"\u00E9"}));
}

TEST(JsonPaths, MayStandBesideOtherKeys) {
    EXPECT_THAT(parse_json_paths(R"({"x": 1, "jsonpaths": ["$.a"], "y": []})", "p.json", 1),
                ElementsAre(JsonPath{"a"}));
}

TEST(JsonPaths, RefuseMixedNotations) {
    EXPECT_EQ(path_fault("$.a['b']"), "bracket and dot notation are mixed");
    EXPECT_EQ(path_fault("$['a'].b"), "bracket and dot notation are mixed");
}

TEST(JsonPaths, RefuseWildcards) {
    EXPECT_EQ(path_fault("$.*"), "wildcards are not supported");
    EXPECT_EQ(path_fault("$['a'][*]"), "wildcards are not supported");
}

TEST(JsonPaths, RefuseAPathWithoutADollarSign) {
    EXPECT_EQ(path_fault("artist"), "it does not begin with $");
    EXPECT_EQ(path_fault(""), "it does not begin with $");
}

TEST(JsonPaths, RefuseAPathWithoutAKey) {
    EXPECT_EQ(path_fault("$"), "it names no key");
    EXPECT_EQ(path_fault("$."), "a key is empty");
    EXPECT_EQ(path_fault("$..a"), "a key is empty");
    EXPECT_EQ(path_fault("$.a."), "a key is empty");
}

TEST(JsonPaths, RefuseWhatIsNeitherKeyNorIndex) {
    EXPECT_EQ(path_fault("$artist"), "a dot or a bracket is missing");
    EXPECT_EQ(path_fault("$['a'] "), "a dot or a bracket is missing");
    EXPECT_EQ(path_fault("$[a]"), "an index is not a number");
    EXPECT_EQ(path_fault("$['a'][-1]"), "an index is not a number");
    EXPECT_EQ(path_fault("$['a'][]"), "an index is not a number");
    EXPECT_EQ(path_fault("$['a'][99999999999999999999]"), "an index is not a number");
}

TEST(JsonPaths, RefuseWhatIsNotClosed) {
    EXPECT_EQ(path_fault("$['a"), "a quotation mark is not closed");
    EXPECT_EQ(path_fault("$['a'"), "a bracket is not closed");
    EXPECT_EQ(path_fault("$['a'x]"), "a bracket is not closed");
    EXPECT_EQ(path_fault("$['a'][0"), "a bracket is not closed");
}

TEST(JsonPaths, NameThePathAndTheFileInAnError) {
    const Error error = error_of(R"({"jsonpaths": ["$['a"]})");
    EXPECT_THAT(error.message().what, HasSubstr("$['a"));
    EXPECT_EQ(error.message().place, "p.json");
    EXPECT_FALSE(error.message().next_step.empty());
}

TEST(JsonPaths, RefuseAFileWithoutTheKey) {
    const Error error = error_of(R"({"jsonPaths": ["$.a"]})");
    EXPECT_EQ(error.code(), ErrorCode::configuration);
    EXPECT_EQ(error.message().reason, "the key \"jsonpaths\" is missing");
    EXPECT_EQ(error_of(R"(["$.a"])").message().reason, "the key \"jsonpaths\" is missing");
}

TEST(JsonPaths, RefuseAFileThatIsNotJson) {
    for (const char* text :
         {"", "$.a", R"({"jsonpaths": ["$.a"],})", R"({"jsonpaths": ["$.a"]} x)"})
        EXPECT_EQ(error_of(text).message().reason, "it is not JSON") << text;
}

TEST(JsonPaths, RefuseWhatIsNoListOfTexts) {
    EXPECT_EQ(error_of(R"({"jsonpaths": "$.a"})").message().reason, "\"jsonpaths\" is not a list");
    EXPECT_EQ(error_of(R"({"jsonpaths": [1]})").message().reason, "a path is not a text");
}

TEST(JsonPaths, RefuseAnotherNumberOfPathsThanColumns) {
    for (const std::size_t columns : {0U, 1U, 3U}) {
        const Error error = error_of(R"({"jsonpaths": ["$.a", "$.b"]})", columns);
        EXPECT_EQ(error.code(), ErrorCode::configuration);
        EXPECT_EQ(error.message().what, fmt::format("the JSONPaths file holds 2 paths for {}",
                                                    counted(columns, "column")));
    }
}

TEST(JsonPathsByName, AreTheNamesOfTheColumns) {
    const std::vector<Column> columns{{.name = "song_id"}, {.name = "a.b"}};
    EXPECT_THAT(json_paths_by_name(columns), ElementsAre(JsonPath{"song_id"}, JsonPath{"a.b"}));
}

TEST(JsonPathsText, SaysWhatWasRead) {
    const std::string text =
        R"({"jsonpaths": ["$.a.b[2].c", "$['it is']['d.e']", "$[\"it's\"]", "$[0]"]})";
    const auto paths = parse_json_paths(text, "paths", 4);
    EXPECT_EQ(parse_json_paths(json_paths_text(paths), "again", 4), paths);
}

}  // namespace
}  // namespace sparkify
