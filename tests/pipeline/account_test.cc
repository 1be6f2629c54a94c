// Nothing vanishes (docs/tables.md, "What must always be true", 4): the account of every run adds
// up.

#include <gtest/gtest.h>

#include "generate/generate.h"
#include "oracle/sample_rows.h"
#include "pipeline/model_folder.h"
#include "pipeline/report_account.h"
#include "pipeline/run_fixture.h"
#include "pipeline/table_text.h"

namespace sparkify {
namespace {

using oracle::play;
using oracle::song;
using oracle::visit;

class Account : public testing::Test {
  protected:
    /// One run, whose account is compared with the oracle's and with the tables.
    void load(const Delivery& delivery) {
        const std::int64_t plays_before = plays();
        runs_.run(delivery, {.max_errors = 1'000});
        const ReadDelivery read = read_by_oracle(delivery);
        const oracle::LoadAccount expected = oracle_.load(read.events, read.songs);
        const EtlReport& report = runs_.report();

        const LoadAccount events = load_of(report, "staging_events");
        const LoadAccount songs = load_of(report, "staging_songs");
        EXPECT_EQ(events.objects, delivery.logs.size());
        EXPECT_EQ(songs.objects, delivery.songs.size());
        EXPECT_EQ(events.staged, read.events.size());
        EXPECT_EQ(songs.staged, read.songs.size());
        EXPECT_EQ(events.rejected, read.rejected_events.size());
        EXPECT_EQ(songs.rejected, read.rejected_songs.size());
        EXPECT_EQ(events.bytes + songs.bytes, bytes_of(delivery));

        EXPECT_EQ(number("SELECT COUNT(*) FROM staging_events WHERE load_id = " + run()),
                  expected.events);
        EXPECT_EQ(plays_added(report), expected.plays_added);
        EXPECT_EQ(plays() - plays_before, expected.plays_added);
        EXPECT_EQ(report.account.plays_added, expected.plays_added);
        EXPECT_EQ(report.account.plays_known, expected.plays_known);
        EXPECT_EQ(report.account.no_plays, expected.no_plays);
        EXPECT_EQ(
            report.account.records_read,
            static_cast<std::int64_t>(read.events.size() + read.songs.size() +
                                      read.rejected_events.size() + read.rejected_songs.size()));
        EXPECT_TRUE(report.account.adds_up());
        EXPECT_EQ(number("SELECT records_read FROM etl.runs WHERE run_id = " + run()),
                  static_cast<std::int64_t>(events.read + songs.read));
        EXPECT_EQ(number("SELECT records_rejected FROM etl.runs WHERE run_id = " + run()),
                  number("SELECT COUNT(*) FROM etl.rejects WHERE run_id = " + run()));
    }

    static std::uint64_t bytes_of(const Delivery& delivery) {
        std::uint64_t bytes = 0;
        for (const Objects* objects : {&delivery.logs, &delivery.songs})
            for (const auto& [path, content] : *objects)
                bytes += content.size();
        return bytes;
    }

    [[nodiscard]] std::string run() const { return std::to_string(runs_.report().run_id); }

    std::int64_t number(const std::string& statement) {
        return std::get<std::int64_t>(runs_.warehouse().query(statement).rows.at(0).at(0));
    }

    std::int64_t plays() {
        if (!runs_.warehouse().has_table("", "songplays")) return 0;
        return number("SELECT COUNT(*) FROM songplays");
    }

    EtlRuns runs_;
    oracle::OracleWarehouse oracle_;
};

TEST_F(Account, OfPlaysThatAreNewKnownAndNone) {
    load(delivery_of({play(1, 10), play(1, 10), visit(1, 11)}, {song("s", "a")}));
    EXPECT_EQ(match_counts(runs_.report()), (std::map<std::string, std::int64_t>{{"matched", 1}}));
    load(delivery_of({play(1, 10), play(1, 20), play(1, 20), visit(1, 11)}, {}));
    EXPECT_EQ(match_counts(runs_.report()), (std::map<std::string, std::int64_t>{{"matched", 1}}));
}

TEST_F(Account, OfGeneratedFaultsInTwoPortions) {
    const TemporaryFolder folder;
    GenerateOptions options;
    options.directory = folder.path();
    options.events = 1'200;
    options.songs = 100;
    options.days = 6;
    options.faults = true;
    generate(options);
    const Delivery all = delivery_in(folder.path());
    Delivery some = all;
    some.logs.erase(some.logs.begin());
    some.songs.erase(some.songs.begin());
    load(some);
    load(all);
}

TEST_F(Account, OfNothing) {
    load({});
    EXPECT_EQ(runs_.observer().warnings.size(), 2U);
}

TEST_F(Account, ExplainsEveryPlayWithoutAMatch) {
    auto other_artist = play(1, 20);
    other_artist.artist = "somebody else";
    auto other_duration = play(1, 30);
    other_duration.length = 200.4;
    auto other_title = play(1, 40);
    other_title.song = "unknown";
    auto no_title = play(1, 50);
    no_title.song = std::nullopt;
    auto no_artist = play(1, 60);
    no_artist.artist = std::nullopt;
    auto no_length = play(1, 70);
    no_length.length = std::nullopt;
    load(delivery_of(
        {play(1, 10), other_artist, other_duration, other_title, no_title, no_artist, no_length},
        {song("s", "a")}));
    EXPECT_EQ(match_counts(runs_.report()),
              (std::map<std::string, std::int64_t>{{"matched", 1},
                                                   {"no such title", 2},
                                                   {"title by another artist only", 2},
                                                   {"title and artist, but another duration", 2}}));
    EXPECT_EQ(match_counts(runs_.report()), match_counts(oracle_.star()));
}

/// What a run says whose model does something wrong at the end of the transforms.
std::string failure_with(const std::string& wrong_statement) {
    const ModelFolder folder;
    folder.write("transform/9_wrong.sql", wrong_statement);
    const Model model = folder.read();
    EtlRuns runs;
    runs.run(delivery_of({play(1, 10), visit(1, 20)}, {song("s", "a")}));
    const auto error =
        runs.failure_of(delivery_of({play(1, 30), visit(1, 40)}, {}), {.model = &model});
    if (!error) return "";
    EXPECT_EQ(error->code(), ErrorCode::failed);
    EXPECT_EQ(rendered(runs.warehouse().query("SELECT COUNT(*) FROM staging_events")),
              oracle::RenderedTable{"2"});
    return error->message().what;
}

TEST(AnAccountThatDoesNotAddUp, FailsTheRun) {
    constexpr const char* kFailure = "the account of the run does not add up";
    EXPECT_EQ(failure_with("DELETE FROM staging_events WHERE page = 'Home';"), kFailure);
    EXPECT_EQ(failure_with("INSERT INTO staging_events SELECT * FROM staging_events;"), kFailure);
    EXPECT_EQ(failure_with("UPDATE event_outcomes SET events = 7 WHERE outcome = 'no play';"),
              kFailure);
}

}  // namespace
}  // namespace sparkify
