#include "cli/parameters.h"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

/// What the parser says of a command line; nothing if it takes it.
std::string complaint_of(CLI::App& app, const std::string& command_line) {
    try {
        app.parse(command_line);
        return "";
    } catch (const CLI::ParseError& error) {
        return error.what();
    }
}

TEST(Parameters, WriteWhatIsReadToWhereItIsWanted) {
    CLI::App app;
    Parameters parameters(app);
    bool loud = false;
    std::string name = "nobody";
    std::optional<std::string> place;
    std::uint32_t count = 7;
    std::optional<std::int64_t> run;
    std::vector<std::int64_t> ids;
    parameters.add_flag("-l,--loud", loud, "");
    parameters.add_text("--name", name, "NAME", "");
    parameters.add_text("--place", place, "PLACE", "");
    parameters.add_count("--count", count, "");
    parameters.add_count("--run", run, "");
    parameters.add_counts("id", ids, "");

    ASSERT_EQ(complaint_of(app, "-l --name Ada --run 3 4 5"), "");

    EXPECT_TRUE(loud);
    EXPECT_EQ(name, "Ada");
    EXPECT_EQ(place, std::nullopt);
    EXPECT_EQ(count, 7U);
    EXPECT_EQ(run, 3);
    EXPECT_EQ(ids, (std::vector<std::int64_t>{4, 5}));
}

TEST(Parameters, TakeNoCountThatItsTypeDoesNotHold) {
    CLI::App app;
    std::uint32_t count = 0;
    Parameters(app).add_count("--count", count, "");

    EXPECT_EQ(complaint_of(app, "--count 4294967295"), "");
    EXPECT_EQ(count, 4294967295U);
    EXPECT_EQ(complaint_of(app, "--count 4294967296"),
              "--count: 4294967296 is more than 4294967295");
    EXPECT_EQ(complaint_of(app, "--count 99999999999999999999"),
              "--count: 99999999999999999999 is more than 4294967295");
}

TEST(Parameters, TakeDigitsOnlyForACount) {
    CLI::App app;
    std::uint64_t count = 0;
    Parameters(app).add_count("--count", count, "");

    for (const std::string text : {"-1", "+1", "1.5", "1e3", "0x10", "many", "1k"})
        EXPECT_EQ(complaint_of(app, "--count=" + text),
                  "--count: \"" + text + "\" is not a whole number of 0 or more");
    EXPECT_EQ(count, 0U);
}

TEST(Parameters, TakeNoNumberOutsideOfItsBounds) {
    CLI::App app;
    unsigned threads = 0;
    Parameters(app).add_count("--threads", threads, "", {1, 1024});

    for (const std::string text : {"0", "1025", "none"})
        EXPECT_EQ(complaint_of(app, "--threads " + text),
                  "--threads: \"" + text + "\" is not a whole number from 1 to 1024");
    EXPECT_EQ(complaint_of(app, "--threads 1024"), "");
}

TEST(Parameters, TakeNoWordThatIsNoChoice) {
    CLI::App app;
    std::string form;
    Parameters(app).add_choice(
        "--form", {"table", "csv"}, [&](const std::string& word) { form = word; }, "");

    EXPECT_EQ(complaint_of(app, "--form cvs"), "--form: \"cvs\" is none of table, csv");
    EXPECT_EQ(complaint_of(app, "--form csv"), "");
    EXPECT_EQ(form, "csv");
}

TEST(Parameters, RefuseACommandLineWithoutWhatIsRequired) {
    CLI::App app;
    std::string file;
    Parameters(app).add_text("file", file, "FILE", "", Parameters::Need::required);

    EXPECT_EQ(complaint_of(app, ""), "file is required");
}

}  // namespace
}  // namespace sparkify
