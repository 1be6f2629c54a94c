// Whatever ends a run, the tables show the state before it or after it, and a run that failed is
// recorded with its rejects (docs/tables.md, "What must always be true", 5).

#include <chrono>
#include <cstdint>
#include <string>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "ingest/block_reader.h"
#include "oracle/sample_rows.h"
#include "pipeline/failing_store.h"
#include "pipeline/failing_warehouse.h"
#include "pipeline/model_folder.h"
#include "pipeline/run_fixture.h"
#include "pipeline/table_text.h"

namespace sparkify {
namespace {

using oracle::play;
using oracle::RenderedTable;
using oracle::song;
using oracle::visit;

/// What the first run loads.
Delivery first_delivery() {
    return delivery_of({play(1, 10), play(2, 20), visit(3, 30)}, {song("s5", "a5")});
}

/// What changes every table: new rows, a newer user, a taken over match, an artist that leaves.
Delivery second_delivery() {
    auto user = visit(1, 99);
    user.level = "paid";
    auto moved = song("s5", "a6");
    moved.title = "another title";
    return delivery_of({play(1, 40), play(4, 50), user}, {song("s4", "a4"), moved});
}

class AllOrNothing : public testing::Test {
  protected:
    void SetUp() override {
        runs_.run(first_delivery());
        before_ = tables();
        oracle_.load(read_by_oracle(first_delivery()).events,
                     read_by_oracle(first_delivery()).songs);
        ASSERT_EQ(difference(before_, tables_of(oracle_, RunNumbers::all)), "");
    }

    Tables tables() { return tables_of(runs_.warehouse(), RunNumbers::all); }

    RenderedTable query(const std::string& statement) {
        return rendered(runs_.warehouse().query(statement));
    }

    /// A run that has to fail with `code` and leave no trace but in the ledger.
    void expect_failure(const Delivery& delivery, const EtlRuns::Unusual& unusual, ErrorCode code) {
        const auto error = runs_.failure_of(delivery, unusual);
        ASSERT_TRUE(error.has_value());
        EXPECT_EQ(error->code(), code) << error->what();
        EXPECT_EQ(difference(tables(), before_), "");
        EXPECT_TRUE(runs_.observer().warnings.empty());
        EXPECT_EQ(query("SELECT run_id, status FROM etl.runs"),
                  (RenderedTable{"1\tdone", "2\t" + status_of(code)}));
        runs_.open();
        EXPECT_EQ(difference(tables(), before_), "") << "after the file was opened again";
        expect_that_the_next_run_loads_all(status_of(code));
    }

    static std::string status_of(ErrorCode code) {
        return code == ErrorCode::interrupted ? "interrupted" : "failed";
    }

    void expect_that_the_next_run_loads_all(const std::string& status_before) {
        runs_.run(second_delivery());
        const ReadDelivery read = read_by_oracle(second_delivery());
        oracle_.load(read.events, read.songs);
        EXPECT_EQ(difference(tables_of(runs_.warehouse(), RunNumbers::only_songplay_id),
                             tables_of(oracle_, RunNumbers::only_songplay_id)),
                  "");
        EXPECT_EQ(query("SELECT run_id, status FROM etl.runs"),
                  (RenderedTable{"1\tdone", "2\t" + status_before, "3\tdone"}));
        EXPECT_EQ(query("SELECT DISTINCT load_id FROM staging_events"), (RenderedTable{"1", "3"}));
    }

    EtlRuns runs_;
    oracle::OracleWarehouse oracle_;
    Tables before_;
};

TEST_F(AllOrNothing, TooManyRejectedEvents) {
    Delivery delivery = second_delivery();
    delivery.logs["faulty.json"] =
        "{\"ts\":1}\n"
        "{\"ts\":\"soon\"}\n"
        "{\"ts\":2,\n"
        "{\"ts\":3,\"userId\":\"x\"}\n";
    expect_failure(delivery, {.max_errors = 2}, ErrorCode::too_many_rejects);
    EXPECT_EQ(query("SELECT records_read, records_rejected FROM etl.runs WHERE run_id = 2"),
              RenderedTable{"9\t3"});
    EXPECT_EQ(query("SELECT run_id, table_name, line, column_name FROM etl.rejects"),
              (RenderedTable{"2\tstaging_events\t2\tts", "2\tstaging_events\t3\t\\N",
                             "2\tstaging_events\t4\tuser_id"}));
}

TEST_F(AllOrNothing, TooManyRejectedSongsAndEventsTogether) {
    Delivery delivery = second_delivery();
    delivery.songs["faulty.json"] = "{\"song_id\":\"s9\"}\n";
    delivery.logs["faulty.json"] = "{\"ts\":null}\n";
    expect_failure(delivery, {.max_errors = 1}, ErrorCode::too_many_rejects);
    EXPECT_EQ(query("SELECT run_id, table_name, line, column_name FROM etl.rejects"),
              (RenderedTable{"2\tstaging_events\t1\tts", "2\tstaging_songs\t1\tartist_id"}));
}

TEST_F(AllOrNothing, AFailingCheck) {
    const ModelFolder folder;
    folder.write("checks/no_user_4.sql",
                 "-- title: nobody is user 4\n-- severity: error\n"
                 "SELECT user_id FROM users WHERE user_id = 4;\n");
    const Model model = folder.read();
    expect_failure(second_delivery(), {.model = &model}, ErrorCode::check_failed);
}

TEST_F(AllOrNothing, AFailingCheckKeepsTheRejectsOfItsRun) {
    const ModelFolder folder;
    folder.write("checks/no_user_4.sql",
                 "-- title: nobody is user 4\n-- severity: error\n"
                 "SELECT user_id FROM users WHERE user_id = 4;\n");
    const Model model = folder.read();
    Delivery delivery = second_delivery();
    delivery.logs["faulty.json"] = "{\"ts\":null}\n";
    expect_failure(delivery, {.max_errors = 5, .model = &model}, ErrorCode::check_failed);
    EXPECT_EQ(query("SELECT run_id, line, column_name FROM etl.rejects"),
              RenderedTable{"2\t1\tts"});
}

TEST_F(AllOrNothing, ACheckThatOnlyWarnsFailsNothing) {
    const ModelFolder folder;
    folder.write("checks/no_user_4.sql",
                 "-- title: nobody is user 4\n-- severity: warn\n"
                 "SELECT user_id FROM users WHERE user_id = 4;\n");
    const Model model = folder.read();
    runs_.run(second_delivery(), {.model = &model});
    EXPECT_EQ(query("SELECT run_id, status FROM etl.runs"), (RenderedTable{"1\tdone", "2\tdone"}));
}

TEST_F(AllOrNothing, ATransformThatFails) {
    const ModelFolder folder;
    folder.write("transform/8_last.sql", "INSERT INTO users (user_id) VALUES (NULL);\n");
    const Model model = folder.read();
    expect_failure(second_delivery(), {.model = &model}, ErrorCode::failed);
}

TEST_F(AllOrNothing, AStoreThatBreaksInTheMiddleOfTheLogs) {
    FailingStore store("events.json", 300);
    expect_failure(second_delivery(), {.store = &store}, ErrorCode::unreachable);
    EXPECT_EQ(query("SELECT * FROM etl.rejects"), RenderedTable{});
}

TEST_F(AllOrNothing, AStoreThatBreaksInTheMiddleOfTheSongs) {
    FailingStore store("songs.json", 0);
    expect_failure(second_delivery(), {.store = &store}, ErrorCode::unreachable);
}

TEST_F(AllOrNothing, AStoreThatBreaksKeepsTheRejectsOfTheObjectsBefore) {
    Delivery delivery = second_delivery();
    delivery.songs["faulty.json"] = "{\"song_id\":\"s9\"}\n";
    FailingStore store("events.json", 300);
    expect_failure(delivery, {.max_errors = 5, .store = &store}, ErrorCode::unreachable);
    EXPECT_EQ(query("SELECT run_id, table_name, line, column_name FROM etl.rejects"),
              RenderedTable{"2\tstaging_songs\t1\tartist_id"});
}

TEST_F(AllOrNothing, AStoreThatBreaksKeepsTheRejectsOfTheSameLoad) {
    Delivery delivery = second_delivery();
    std::string& faulty = delivery.logs["a_faulty.json"] = "{\"ts\":null}\n";
    while (faulty.size() < 2 * BlockReader::kTargetBytes)
        faulty += "{\"ts\":1}\n";
    FailingStore store("/events.json", 0);
    expect_failure(delivery, {.max_errors = 5, .store = &store}, ErrorCode::unreachable);
    EXPECT_EQ(query("SELECT run_id, table_name, line, column_name FROM etl.rejects"),
              RenderedTable{"2\tstaging_events\t1\tts"});
}

TEST_F(AllOrNothing, ARunThatIsStoppedAtAnyStep) {
    EtlRuns other;
    other.run(first_delivery());
    other.run(second_delivery());
    const std::vector<std::string> steps = other.observer().steps;
    EXPECT_GT(steps.size(), 8U);
    for (const std::string& step : steps) {
        const auto error = runs_.failure_of(second_delivery(), {.stop_at_step = step});
        ASSERT_TRUE(error.has_value()) << step;
        EXPECT_EQ(difference(tables(), before_), "") << step;
        EXPECT_EQ(query("SELECT status FROM etl.runs WHERE run_id = "
                        "(SELECT MAX(run_id) FROM etl.runs)"),
                  RenderedTable{"failed"})
            << step;
    }
}

/// Whatever call fails, nothing is left of the run, and the next one does everything.
class EveryCall : public testing::Test {
  protected:
    static constexpr std::uint64_t kNoMoreCalls = 1'000;

    EveryCall() {
        runs_.run(first_delivery());
        before_ = tables_of(runs_.warehouse(), RunNumbers::all);
    }

    void expect_no_trace(std::uint64_t call) {
        ASSERT_EQ(difference(tables_of(runs_.warehouse(), RunNumbers::all), before_), "")
            << "call " << call;
        ASSERT_EQ(rendered(runs_.warehouse().query("SELECT run_id FROM etl.objects "
                                                   "GROUP BY run_id")),
                  RenderedTable{"1"})
            << "call " << call;
    }

    /// Lets one call after the other fail, until a run has no more calls.
    void fail_at_every_call(RunKind kind) {
        FailingWarehouse failing(runs_.warehouse());
        std::uint64_t call = 1;
        for (; call < kNoMoreCalls; ++call) {
            failing.fail_at(call);
            const auto error =
                runs_.failure_of(second_delivery(), {.kind = kind, .warehouse = &failing});
            if (!failing.has_failed()) break;
            ASSERT_TRUE(error.has_value()) << "call " << call;
            expect_no_trace(call);
        }
        EXPECT_GT(call, 80U) << "as many calls has a run at least";
        EXPECT_LT(call, kNoMoreCalls);
    }

    void expect_everything() {
        oracle::OracleWarehouse expected;
        for (const Delivery& delivery : {first_delivery(), second_delivery()})
            expected.load(read_by_oracle(delivery).events, read_by_oracle(delivery).songs);
        EXPECT_EQ(difference(star_of(runs_.warehouse(), RunNumbers::none),
                             star_of(expected, RunNumbers::none)),
                  "");
    }

    EtlRuns runs_;
    Tables before_;
};

TEST_F(EveryCall, OfTheWarehouseMayFail) {
    fail_at_every_call(RunKind::increment);
    expect_everything();
}

TEST_F(EveryCall, OfTheWarehouseMayFailInAFullRefresh) {
    fail_at_every_call(RunKind::full_refresh);
    oracle::OracleWarehouse expected;
    expected.load(read_by_oracle(second_delivery()).events,
                  read_by_oracle(second_delivery()).songs);
    EXPECT_EQ(difference(star_of(runs_.warehouse(), RunNumbers::none),
                         star_of(expected, RunNumbers::none)),
              "");
}

TEST_F(EveryCall, OfTheWarehouseMayFailInARebuild) {
    fail_at_every_call(RunKind::rebuild);
    EXPECT_EQ(difference(tables_of(runs_.warehouse(), RunNumbers::all), before_), "");
}

TEST_F(EveryCall, OfTheObjectStoreMayFail) {
    std::uint64_t call = 1;
    for (; call < kNoMoreCalls; ++call) {
        StoreThatFailsOnce failing(call);
        const auto error = runs_.failure_of(second_delivery(), {.store = &failing});
        if (!failing.has_failed()) break;
        ASSERT_TRUE(error.has_value()) << "call " << call;
        expect_no_trace(call);
    }
    EXPECT_GT(call, 5U) << "two listings, two objects that are opened and read";
    EXPECT_LT(call, kNoMoreCalls);
    expect_everything();
}

TEST_F(AllOrNothing, ARunWhoseCheckFailsIsRecordedWithoutPlays) {
    const ModelFolder folder;
    folder.write("checks/none.sql", "-- severity: error\nSELECT songplay_id FROM songplays;");
    const Model model = folder.read();
    expect_failure(second_delivery(), {.model = &model}, ErrorCode::check_failed);
    EXPECT_EQ(query("SELECT plays_added, plays_matched FROM etl.runs WHERE run_id = 2"),
              RenderedTable{"0\t0"});
}

TEST_F(AllOrNothing, AnInterruptedRun) {
    runs_.warehouse().interrupt();
    expect_failure(second_delivery(), {}, ErrorCode::interrupted);
}

TEST(AllOrNothingAtFirst, AFirstRunThatFailsLeavesNoTablesButIsRecorded) {
    EtlRuns runs;
    Delivery delivery = first_delivery();
    delivery.logs["faulty.json"] = "{\"ts\":null}\n";
    const auto error = runs.failure_of(delivery, {});
    ASSERT_TRUE(error.has_value());
    EXPECT_EQ(error->code(), ErrorCode::too_many_rejects);
    for (const char* table :
         {"staging_events", "staging_songs", "users", "songs", "artists", "time", "songplays"})
        EXPECT_FALSE(runs.warehouse().has_table("", table)) << table;
    EXPECT_EQ(rendered(runs.warehouse().query("SELECT run_id, status FROM etl.runs")),
              RenderedTable{"1\tfailed"});
    EXPECT_EQ(rendered(runs.warehouse().query("SELECT run_id, line FROM etl.rejects")),
              RenderedTable{"1\t1"});
}

TEST(AllOrNothingAtFirst, AMissingFolderChangesNothing) {
    EtlRuns runs;
    runs.run(first_delivery());
    const Tables before = tables_of(runs.warehouse(), RunNumbers::all);
    EXPECT_THROW(runs.run_on("/no/such/folder", "/no/such/folder", {}), Error);
    EXPECT_EQ(difference(tables_of(runs.warehouse(), RunNumbers::all), before), "");
}

TEST_F(AllOrNothing, AnInterruptionWhileTheRunIsPlanned) {
    const auto interrupt = [&](const std::string& step) {
        if (step == "plan") runs_.warehouse().interrupt();
    };
    expect_failure(second_delivery(), {.on_step = interrupt}, ErrorCode::interrupted);
}

TEST_F(AllOrNothing, AnInterruptionBeforeTheCommit) {
    const auto interrupt = [&](const std::string& step) {
        if (step == "commit") runs_.warehouse().interrupt();
    };
    expect_failure(second_delivery(), {.on_step = interrupt}, ErrorCode::interrupted);
}

// DuckDB answers an interrupt that comes late with an error although it has committed.
TEST(AnInterruptionDuringTheCommit, EitherStopsTheRunOrIsTooLate) {
    EtlRuns runs;
    // A first run that is stopped leaves no tables to look into.
    ASSERT_FALSE(runs.failure_of(delivery_of({play(1, 9)}, {}), {}));
    std::int64_t plays = 1;
    for (int attempt = 0; attempt < 30; ++attempt) {
        std::jthread signal;
        const auto interrupt = [&](const std::string& step) {
            if (step != "commit") return;
            signal = std::jthread([&] {
                std::this_thread::sleep_for(std::chrono::microseconds(attempt * 50));
                runs.warehouse().interrupt();
            });
        };
        const Delivery delivery = delivery_of({play(1, 10 + attempt)}, {});
        const auto error = runs.failure_of(delivery, {.on_step = interrupt});
        signal = {};
        runs.open();
        if (!error) ++plays;
        EXPECT_EQ(rendered(runs.warehouse().query("SELECT COUNT(*) FROM songplays")),
                  (RenderedTable{fmt::format("{}", plays)}));
        EXPECT_EQ(rendered(runs.warehouse().query(
                      "SELECT status FROM etl.runs ORDER BY run_id DESC LIMIT 1")),
                  (RenderedTable{error ? "interrupted" : "done"}));
    }
}

}  // namespace
}  // namespace sparkify
