// What a run loads: what is new, everything, or nothing (docs/ledger.md).

#include <map>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "oracle/sample_rows.h"
#include "pipeline/run_fixture.h"
#include "pipeline/table_text.h"

namespace sparkify {
namespace {

using oracle::play;
using oracle::RenderedTable;
using oracle::song;
using oracle::visit;

/// Runs on folders whose files stay as they are between runs.
class RunKinds : public testing::Test {
  protected:
    RunKinds() {
        std::filesystem::create_directories(logs());
        std::filesystem::create_directories(songs());
    }

    [[nodiscard]] std::filesystem::path logs() const { return folder_.path() / "logs"; }
    [[nodiscard]] std::filesystem::path songs() const { return folder_.path() / "songs"; }

    void write_log(const std::string& name, const std::vector<oracle::StagingEvent>& events) const {
        write_file(logs() / name, delivery_of(events, {}).logs.begin()->second);
    }
    void write_song(const std::string& name, const oracle::StagingSong& record) const {
        write_file(songs() / name, delivery_of({}, {record}).songs.begin()->second);
    }

    void run(RunKind kind = RunKind::increment) {
        runs_.run_on(logs().string(), songs().string(), {.kind = kind});
    }

    RenderedTable query(const std::string& statement) {
        return rendered(runs_.warehouse().query(statement));
    }

    TemporaryFolder folder_;
    EtlRuns runs_;
};

TEST_F(RunKinds, AnIncrementWithoutNewsIsNoRun) {
    write_log("a.json", {play(1, 10)});
    write_song("s.json", song("s", "a"));
    run();
    const Tables before = tables_of(runs_.warehouse(), RunNumbers::all);
    run();
    EXPECT_EQ(runs_.report().run_id, 0);
    EXPECT_TRUE(runs_.report().loads.empty());
    EXPECT_EQ(difference(tables_of(runs_.warehouse(), RunNumbers::all), before), "");
    EXPECT_EQ(query("SELECT run_id FROM etl.runs"), RenderedTable{"1"});
}

TEST_F(RunKinds, AnIncrementDoesNotOpenWhatItKnows) {
    write_log("a.json", {play(1, 10)});
    run();
    std::filesystem::permissions(logs() / "a.json", std::filesystem::perms::none);
    write_log("b.json", {play(1, 20)});
    run();
    EXPECT_EQ(runs_.report().account.records_read, 1);
    EXPECT_EQ(query("SELECT load_id, COUNT(*) FROM staging_events GROUP BY load_id"),
              (RenderedTable{"1\t1", "2\t1"}));
}

TEST_F(RunKinds, AnIncrementLoadsAnObjectThatHasGrownAndAddsWhatIsNew) {
    write_log("a.json", {play(1, 10)});
    run();
    write_log("a.json", {play(1, 10), play(1, 20)});
    run();
    EXPECT_EQ(runs_.report().account.plays_added, 1);
    EXPECT_EQ(runs_.report().account.plays_known, 1);
    run();
    EXPECT_EQ(runs_.report().run_id, 0);
}

TEST_F(RunKinds, AFailedRunIsNotRemembered) {
    write_log("a.json", {play(1, 10)});
    write_file(logs() / "b.json", "{\"page\": \"Home\"}");
    EXPECT_THROW(run(), Error);
    EXPECT_EQ(query("SELECT * FROM etl.objects"), RenderedTable{});
    std::filesystem::remove(logs() / "b.json");
    run();
    EXPECT_EQ(query("SELECT COUNT(*) FROM songplays"), RenderedTable{"1"});
}

TEST_F(RunKinds, TheLedgerKnowsWhatEveryObjectHeld) {
    write_log("a.json", {play(1, 10), visit(1, 20)});
    write_file(logs() / "b.json", "{\"page\": \"Home\"}");
    write_song("s.json", song("s", "a"));
    runs_.run_on(logs().string(), songs().string(), {.max_errors = 1});
    EXPECT_EQ(query("SELECT RIGHT(object, 6), records, rejects FROM etl.objects"),
              (RenderedTable{"a.json\t2\t0", "b.json\t0\t1", "s.json\t1\t0"}));
    EXPECT_EQ(query("SELECT SUM(size) = (SELECT bytes FROM etl.runs) FROM etl.objects"),
              RenderedTable{"true"});
    EXPECT_EQ(query("SELECT kind, status, objects, records_read, records_staged, records_rejected,"
                    " events_staged, plays_added, plays_known, no_plays, plays_matched"
                    " FROM etl.runs"),
              RenderedTable{"increment\tdone\t3\t4\t3\t1\t2\t1\t0\t1\t1"});
}

TEST_F(RunKinds, AFullRefreshForgetsWhatIsNotThereAnyMore) {
    write_log("a.json", {play(1, 10)});
    write_log("b.json", {play(1, 20)});
    run();
    std::filesystem::remove(logs() / "a.json");
    run(RunKind::full_refresh);
    EXPECT_EQ(query("SELECT load_id, COUNT(*) FROM staging_events GROUP BY load_id"),
              RenderedTable{"2\t1"});
    EXPECT_EQ(query("SELECT COUNT(*) FROM songplays"), RenderedTable{"1"});
    run();
    EXPECT_EQ(runs_.report().run_id, 0) << "what the refresh loaded is known";
}

TEST_F(RunKinds, AFullRefreshThatFailsLeavesEverything) {
    write_log("a.json", {play(1, 10)});
    run();
    const Tables before = tables_of(runs_.warehouse(), RunNumbers::all);
    write_file(logs() / "b.json", "{\"page\": \"Home\"}");
    EXPECT_THROW(run(RunKind::full_refresh), Error);
    EXPECT_EQ(difference(tables_of(runs_.warehouse(), RunNumbers::all), before), "");
    std::filesystem::remove(logs() / "b.json");
    run();
    EXPECT_EQ(runs_.report().run_id, 0) << "what was loaded before is still known";
}

TEST_F(RunKinds, AFullRefreshOfAPlaceThatIsEmptyIsRefused) {
    write_log("a.json", {play(1, 10)});
    run();
    std::filesystem::remove(logs() / "a.json");
    try {
        run(RunKind::full_refresh);
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::configuration);
        EXPECT_EQ(error.message().reason,
                  "no object is there, and 1 known object would be forgotten");
    }
    EXPECT_EQ(query("SELECT COUNT(*) FROM songplays"), RenderedTable{"1"});
}

TEST_F(RunKinds, AnIncrementBesideATableThatIsGoneIsRefused) {
    write_log("a.json", {play(1, 10)});
    run();
    runs_.warehouse().execute("DROP TABLE songplays");
    write_log("b.json", {play(1, 20)});
    try {
        run();
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.message().what, "the table songplays is gone");
        EXPECT_EQ(error.message().next_step, "make it anew from what is staged with --rebuild");
    }
    run(RunKind::rebuild);
    run();
    EXPECT_EQ(query("SELECT COUNT(*) FROM songplays"), RenderedTable{"2"});
}

TEST_F(RunKinds, ARebuildBesideAStagingTableThatIsGoneIsRefused) {
    write_log("a.json", {play(1, 10)});
    run();
    runs_.warehouse().execute("DROP TABLE staging_events");
    try {
        run(RunKind::rebuild);
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.message().next_step, "load everything anew with --full-refresh");
    }
    run(RunKind::full_refresh);
    EXPECT_EQ(query("SELECT COUNT(*) FROM songplays"), RenderedTable{"1"});
}

TEST_F(RunKinds, AnObjectWhoseNameIsNoTextIsKnownByIt) {
    write_log("a\xFF.json", {play(1, 10)});
    write_log("a\\xFF.json", {play(1, 20)});
    run();
    EXPECT_EQ(query("SELECT COUNT(*) FROM songplays"), RenderedTable{"2"});
    run();
    EXPECT_EQ(runs_.report().run_id, 0);
}

TEST_F(RunKinds, ARebuildReadsNoObject) {
    write_log("a.json", {play(1, 10)});
    write_song("s.json", song("s", "a"));
    run();
    const Tables before = star_of(runs_.warehouse(), RunNumbers::all);
    std::filesystem::remove_all(folder_.path());
    runs_.warehouse().execute("DELETE FROM songplays");
    runs_.warehouse().execute("UPDATE users SET level = 'wrong'");
    run(RunKind::rebuild);
    EXPECT_EQ(difference(star_of(runs_.warehouse(), RunNumbers::all), before), "");
    EXPECT_EQ(runs_.report().account.records_read, 0);
    EXPECT_EQ(runs_.report().account.plays_added, 1);
}

TEST_F(RunKinds, TablesThatAreCreatedAnewAreLoadedAnew) {
    write_log("a.json", {play(1, 10)});
    run();
    runs_.recreate();
    run();
    EXPECT_EQ(runs_.report().run_id, 3);
    EXPECT_EQ(query("SELECT COUNT(*) FROM songplays"), RenderedTable{"1"});
    EXPECT_EQ(query("SELECT run_id, kind FROM etl.runs"),
              (RenderedTable{"1\tincrement", "2\tcreate tables", "3\tincrement"}));
}

TEST_F(RunKinds, ALedgerOfAnotherLayoutIsLeftAlone) {
    write_log("a.json", {play(1, 10)});
    run();
    runs_.warehouse().execute("UPDATE etl.layout SET version = 3");
    write_log("b.json", {play(1, 20)});
    try {
        run();
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::configuration);
        EXPECT_EQ(error.message().next_step, "use the newer version");
    }
    EXPECT_EQ(query("SELECT COUNT(*) FROM etl.runs"), RenderedTable{"1"});
}

TEST_F(RunKinds, BothLimitsOfRejectsHoldWhereBothAreGiven) {
    write_log("a.json", {play(1, 10), play(1, 20), play(1, 30)});
    write_file(logs() / "b.json", "{\"page\": \"Home\"}");
    const auto run_with = [&](std::uint64_t errors, double rate) {
        runs_.run_on(logs().string(), songs().string(),
                     {.max_errors = errors, .max_error_rate = rate});
    };
    EXPECT_THROW(run_with(0, 0.5), Error);
    EXPECT_THROW(run_with(1, 0.1), Error);
    run_with(1, 0.5);
}

TEST_F(RunKinds, RejectsOfBothTablesAreSeenAtOnce) {
    write_file(logs() / "b.json", "{\"page\": \"Home\"}");
    write_file(songs() / "b.json", "{\"title\": \"t\"}");
    EXPECT_THROW(run(), Error);
    EXPECT_EQ(query("SELECT table_name FROM etl.rejects"),
              (RenderedTable{"staging_events", "staging_songs"}));
}

TEST_F(RunKinds, AnErrorRateAllowsAShareOfTheRecords) {
    write_log("a.json", {play(1, 10), play(1, 20), play(1, 30)});
    write_file(logs() / "b.json", "{\"page\": \"Home\"}");
    const auto run_with = [&](double rate) {
        runs_.run_on(logs().string(), songs().string(), {.max_error_rate = rate});
    };
    EXPECT_THROW(run_with(0.24), Error);
    run_with(0.25);
    EXPECT_EQ(query("SELECT COUNT(*) FROM songplays"), RenderedTable{"3"});
}

}  // namespace
}  // namespace sparkify
