#include "model/model.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/test_folder.h"
#include "model/embedded_model.h"

namespace sparkify {
namespace {

using testing::ElementsAre;

std::vector<std::string> names_of(const std::vector<ModelFile>& files) {
    std::vector<std::string> names;
    for (const ModelFile& file : files)
        names.push_back(file.name);
    return names;
}

std::vector<std::string> column_names(const std::vector<Column>& columns) {
    std::vector<std::string> names;
    for (const Column& column : columns)
        names.push_back(column.name);
    return names;
}

/// A folder that holds the least that a model needs.
class ModelFolder : public TestFolder {
  public:
    ModelFolder() {
        write("schema/1_t.sql", "CREATE TABLE t (a BIGINT);");
        write("keys/1_t.sql", "CREATE INDEX i ON t (a);");
        write("ledger/1_runs.sql", "SELECT 1;");
        write("ledger_queries/q.sql", "SELECT 1;");
        write("ledger_changes/c.sql", "UPDATE t SET a = 1;");
        write("transform/1_x.sql", "SELECT 1;");
        write("checks/c.sql", "SELECT 1;");
        write("analytics/1_q.sql", "SELECT 1;");
    }
};

Error error_of(const std::string& folder) {
    try {
        static_cast<void>(Model::read(folder));
    } catch (const Error& error) {
        return error;
    }
    ADD_FAILURE() << "no error";
    return {ErrorCode::failed, {}};
}

TEST(EmbeddedModel, HoldsTheTablesInTheirOrder) {
    EXPECT_THAT(names_of(Model::embedded().tables()),
                ElementsAre("staging_events", "staging_songs", "artists", "songs", "users", "time",
                            "songplays"));
}

TEST(EmbeddedModel, HasTheEventColumnsInTheOrderOfTheJsonPathsWithLoadIdLast) {
    EXPECT_THAT(
        column_names(Model::embedded().columns_of("staging_events")),
        ElementsAre("artist", "auth", "first_name", "gender", "item_in_session", "last_name",
                    "length", "level", "location", "method", "page", "registration", "session_id",
                    "song", "status", "ts", "user_agent", "user_id", "load_id"));
}

TEST(EmbeddedModel, HasTheSongColumnsInTheOrderOfTheSongFilesWithLoadIdLast) {
    EXPECT_THAT(column_names(Model::embedded().columns_of("staging_songs")),
                ElementsAre("num_songs", "artist_id", "artist_latitude", "artist_longitude",
                            "artist_location", "artist_name", "song_id", "title", "duration",
                            "year", "load_id"));
}

TEST(EmbeddedModel, RequiresWhatRecordsCannotBeLoadedWithout) {
    std::vector<std::string> required;
    for (const char* table : {"staging_events", "staging_songs"})
        for (const Column& column : Model::embedded().columns_of(table))
            if (column.required) required.push_back(column.name);
    EXPECT_THAT(required, ElementsAre("ts", "load_id", "artist_id", "song_id", "load_id"));
}

TEST(EmbeddedModel, HasJsonPathsForTheEventsOnly) {
    EXPECT_TRUE(Model::embedded().json_paths_of("staging_events").has_value());
    EXPECT_FALSE(Model::embedded().json_paths_of("staging_songs").has_value());
}

TEST(EmbeddedModel, NamesItsFilesAsTheyStandInTheProject) {
    EXPECT_EQ(Model::embedded().tables().front().place, "sql/schema/1_staging_events.sql");
}

TEST(EmbeddedModel, IsOrderedByPath) {
    EXPECT_TRUE(std::ranges::is_sorted(embedded_model(), {}, &EmbeddedFile::path));
}

TEST(Model, IsTheSameFromAFolderAsEmbedded) {
    const TestFolder folder;
    for (const EmbeddedFile& file : embedded_model())
        folder.write(file.path, file.text);
    const Model read = Model::read(folder.path());
    const Model embedded = Model::embedded();
    for (const auto part :
         {&Model::tables, &Model::ledger, &Model::transforms, &Model::checks, &Model::analytics}) {
        EXPECT_EQ(names_of((read.*part)()), names_of((embedded.*part)()));
        EXPECT_TRUE(std::ranges::equal((read.*part)(), (embedded.*part)(), {}, &ModelFile::text,
                                       &ModelFile::text));
    }
    EXPECT_EQ(read.json_paths_of("staging_events"), embedded.json_paths_of("staging_events"));
}

TEST(Model, IsReadFromAFolderWhoseNameEndsInASlash) {
    const ModelFolder folder;
    EXPECT_THAT(names_of(Model::read(folder.path() + "/").tables()), ElementsAre("t"));
}

TEST(Model, IsOrderedByTheNumbersOfItsFiles) {
    const ModelFolder folder;
    folder.write("transform/2_b.sql", "SELECT 2;");
    folder.write("transform/10_a.sql", "SELECT 10;");
    EXPECT_THAT(names_of(Model::read(folder.path()).transforms()), ElementsAre("x", "b", "a"));
}

TEST(Model, IsOrderedByNameWhereFilesHaveNoNumber) {
    const ModelFolder folder;
    folder.write("checks/b.sql", "SELECT 2;");
    folder.write("checks/a.sql", "SELECT 10;");
    EXPECT_THAT(names_of(Model::read(folder.path()).checks()), ElementsAre("a", "b", "c"));
}

TEST(Model, PassesOverWhatIsNoSql) {
    const ModelFolder folder;
    folder.write("checks/README.md", "no SQL");
    folder.write("notes/1_n.sql", "SELECT 1;");
    folder.write("outside.sql", "SELECT 1;");
    const Model model = Model::read(folder.path());
    EXPECT_THAT(names_of(model.checks()), ElementsAre("c"));
}

TEST(Model, KeepsTheWholeNameWhereNoNumberStands) {
    const ModelFolder folder;
    folder.write("checks/2fast.sql", "SELECT 1;");
    EXPECT_THAT(names_of(Model::read(folder.path()).checks()), ElementsAre("2fast", "c"));
}

TEST(Model, ReadsTheHeaderOfAFile) {
    const ModelFolder folder;
    folder.write("checks/c.sql",
                 "-- title: Every play has a user: yes \r\n-- severity: error\n"
                 "SELECT 1;\n-- chart: bar\n");
    const Model model = Model::read(folder.path());
    const ModelFile& file = model.checks().front();
    EXPECT_EQ(file.header_value("title"), "Every play has a user: yes");
    EXPECT_EQ(file.header_value("severity"), "error");
    EXPECT_EQ(file.header_value("chart"), "");
}

TEST(Model, TakesAProseCommentForNoHeader) {
    const ModelFolder folder;
    folder.write("checks/c.sql", "-- This is prose: indeed\n-- title: x\nSELECT 1;");
    const Model model = Model::read(folder.path());
    EXPECT_EQ(model.checks().front().header_value("title"), "");
}

TEST(Model, ReadsAHeaderAtTheEndOfAFile) {
    const ModelFolder folder;
    folder.write("checks/c.sql", "-- title: x");
    const Model model = Model::read(folder.path());
    EXPECT_EQ(model.checks().front().header_value("title"), "x");
}

TEST(Model, FindsAQuestionToTheLedgerByItsName) {
    const ModelFolder folder;
    const Model model = Model::read(folder.path());
    EXPECT_EQ(model.ledger_query("q").text, "SELECT 1;");
    EXPECT_THROW(static_cast<void>(model.ledger_query("unknown")), Error);
    EXPECT_EQ(model.ledger_change("c").text, "UPDATE t SET a = 1;");
    EXPECT_THROW(static_cast<void>(model.ledger_change("unknown")), Error);
}

TEST(Model, RefusesAFolderThatIsNotComplete) {
    for (const char* part : {"schema", "keys", "ledger", "ledger_queries", "ledger_changes",
                             "transform", "checks", "analytics"}) {
        const ModelFolder folder;
        std::filesystem::remove_all(folder.path(part));
        const Error error = error_of(folder.path());
        EXPECT_EQ(error.code(), ErrorCode::configuration) << part;
        EXPECT_EQ(error.message().what, "the model is not complete") << part;
        EXPECT_EQ(error.message().place, folder.path()) << part;
    }
}

TEST(Model, RefusesAFolderThatIsNotThere) {
    EXPECT_EQ(error_of("/nowhere/at/all").code(), ErrorCode::configuration);
}

TEST(Model, RefusesATableThatItDoesNotHave) {
    EXPECT_THROW(static_cast<void>(Model::embedded().columns_of("nothing")), Error);
}

}  // namespace
}  // namespace sparkify
