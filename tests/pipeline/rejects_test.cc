// What becomes of records that could not be loaded (docs/ledger.md, "Rejects").

#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "oracle/sample_rows.h"
#include "pipeline/failing_warehouse.h"
#include "pipeline/ledger.h"
#include "pipeline/reject_states.h"
#include "pipeline/run_fixture.h"
#include "pipeline/table_text.h"

namespace sparkify {
namespace {

using oracle::play;
using oracle::RenderedTable;
using oracle::song;
using std::string_literals::operator""s;
using testing::HasSubstr;

constexpr const char* kNoTime = R"({"page": "NextSong", "userId": "7", "sessionId": 7})";
constexpr const char* kMended =
    R"({"page": "NextSong", "userId": "7", "sessionId": 7, "level": "free", "ts": 1541105830796})";

class Rejects : public testing::Test {
  protected:
    Rejects() {
        delivery_ = delivery_of({play(1, 10)}, {song("s", "a")});
        delivery_.logs["faulty.json"] = fmt::format("\n{}\n", kNoTime);
        runs_.run(delivery_, {.max_errors = 1});
    }

    void replay(const std::string& content) {
        write_file(file(), content);
        runs_.run_on("", "", {.kind = RunKind::replay, .rejects = file()});
    }

    /// What the replay of a file complains of.
    std::string complaint(const std::string& content) {
        try {
            replay(content);
        } catch (const Error& error) {
            return error.message().what;
        }
        return "";
    }

    [[nodiscard]] std::string file() const { return (folder_.path() / "rejects").string(); }

    RenderedTable query(const std::string& statement) {
        return rendered(runs_.warehouse().query(statement));
    }
    RenderedTable states() {
        return query("SELECT reject_id, run_id, status, COALESCE(closed_by, 0) FROM etl.rejects");
    }

    Delivery delivery_;
    TemporaryFolder folder_;
    EtlRuns runs_;
};

TEST_F(Rejects, OfARunThatIsDoneAreOpen) {
    EXPECT_EQ(states(), RenderedTable{"1\t1\topen\t0"});
    EXPECT_EQ(query("SELECT line, record, record_cut FROM etl.rejects"),
              RenderedTable{fmt::format("2\t{}\tfalse", kNoTime)});
}

TEST_F(Rejects, OfAFailedRunAreNot) {
    Delivery other = delivery_;
    other.logs["more.json"] = "{}";
    static_cast<void>(runs_.failure_of(other, {}));
    EXPECT_EQ(states(),
              (RenderedTable{"1\t1\topen\t0", "2\t2\trun failed\t0", "3\t2\trun failed\t0"}));
    EXPECT_EQ(complaint("# reject 2\n{}\n"),
              "the run of reject 2 failed, so nothing of it was loaded");
}

TEST_F(Rejects, ThatWereMendedAreLoadedAndClosed) {
    replay(fmt::format("# reject 1, mended\n{}\n", kMended));
    EXPECT_EQ(states(), RenderedTable{"1\t1\treplayed\t2"});
    EXPECT_EQ(query("SELECT user_id, start_time FROM songplays WHERE user_id = 7"),
              RenderedTable{"7\t2018-11-01 20:57:10.796"});
    EXPECT_EQ(query("SELECT load_id FROM staging_events WHERE user_id = 7"), RenderedTable{"2"});
    EXPECT_EQ(query("SELECT level FROM users WHERE user_id = 7"), RenderedTable{"free"});
    EXPECT_EQ(query("SELECT kind, status, records_read, records_staged, plays_added FROM etl.runs "
                    "WHERE run_id = 2"),
              RenderedTable{"replay\tdone\t1\t1\t1"});
}

TEST_F(Rejects, AreReplayedOnce) {
    replay(fmt::format("# reject 1\n{}\n", kMended));
    replay(fmt::format("# reject 1\n{}\n", kMended));
    EXPECT_EQ(runs_.report().run_id, 0);
    EXPECT_EQ(runs_.report().sections.closed_before, 1U);
    EXPECT_EQ(query("SELECT COUNT(*) FROM staging_events WHERE user_id = 7"), RenderedTable{"1"});
}

TEST_F(Rejects, AreReplayedOnceWhateverCallFails) {
    const Tables before = tables_of(runs_.warehouse(), RunNumbers::all);
    write_file(file(), fmt::format("# reject 1\n{}\n", kMended));
    FailingWarehouse failing(runs_.warehouse());
    std::uint64_t call = 0;
    do {
        failing.fail_at(++call);
        try {
            runs_.run_on("", "",
                         {.kind = RunKind::replay, .rejects = file(), .warehouse = &failing});
        } catch (const Error&) {
            ASSERT_EQ(difference(tables_of(runs_.warehouse(), RunNumbers::all), before), "");
            ASSERT_EQ(query("SELECT status FROM etl.rejects"), RenderedTable{"open"});
        }
    } while (failing.has_failed());
    EXPECT_GT(call, 80U) << "as many calls has a run at least";
    EXPECT_EQ(query("SELECT status FROM etl.rejects"), RenderedTable{"replayed"});
    EXPECT_EQ(query("SELECT COUNT(*) FROM staging_events WHERE user_id = 7"), RenderedTable{"1"});
}

TEST_F(Rejects, ThatAreStillBadLeaveEverythingAsItWas) {
    const Tables before = tables_of(runs_.warehouse(), RunNumbers::all);
    EXPECT_THAT(complaint(fmt::format("# reject 1\n{}\n{}\n", kMended, kNoTime)),
                HasSubstr("1 record could not be loaded"));
    EXPECT_EQ(difference(tables_of(runs_.warehouse(), RunNumbers::all), before), "");
    EXPECT_EQ(states(), (RenderedTable{"1\t1\topen\t0", "2\t2\trun failed\t0"}));
    EXPECT_EQ(query(fmt::format("SELECT object = '{}', line FROM etl.rejects WHERE reject_id = 2",
                                file())),
              RenderedTable{"true\t3"});
}

TEST_F(Rejects, WithoutARecordAreLeftForLater) {
    replay("# reject 1\n\n");
    EXPECT_EQ(runs_.report().run_id, 0);
    EXPECT_EQ(runs_.report().sections.empty, 1U);
    EXPECT_EQ(states(), RenderedTable{"1\t1\topen\t0"});
}

TEST_F(Rejects, DoNotReachFromOneSectionIntoTheNext) {
    Delivery other;
    other.logs["bad.json"] = "{}";
    runs_.run(other, {.max_errors = 1});
    EXPECT_THAT(complaint(R"(# reject 1
{"page": "NextSong", "ts": 1541105830796, "x": [
# reject 2
{"ts": 1}]}
)"),
                HasSubstr("2 records could not be loaded"));
    EXPECT_EQ(query("SELECT DISTINCT status FROM etl.rejects WHERE run_id < 3"),
              RenderedTable{"open"});
}

TEST_F(Rejects, ThatAreNoTextAreNotMendedByExportingThem) {
    Delivery other;
    other.logs["bytes.json"] =
        "{\"page\": \"Home\", \"artist\": \"Caf\xE9\", \"ts\": 1541105830796}";
    other.logs["nul.json"] = "{\"page\": \"Home\", \"artist\": \"a\0b\", \"ts\": 1}"s;
    runs_.run(other, {.max_errors = 2});
    const RenderedTable records =
        query("SELECT record FROM etl.rejects WHERE reject_id > 1 ORDER BY record");
    ASSERT_EQ(records.size(), 2U);
    for (const std::string& record : records)
        EXPECT_THAT(complaint(fmt::format("# reject 2\n{}\n", record)),
                    HasSubstr("1 record could not be loaded"));
}

TEST_F(Rejects, ThatWereCutAreSaidToBe) {
    Delivery other;
    other.logs["long.json"] =
        fmt::format(R"({{"page": "NextSong", "song": "{}"}})", std::string(70'000, 'x'));
    runs_.run(other, {.max_errors = 1});
    replay(fmt::format("# reject 2\n{}\n", kMended));
    EXPECT_EQ(runs_.report().sections.cut, 1U);
}

TEST_F(Rejects, OfBothTablesAreReplayedTogether) {
    Delivery songs;
    songs.songs["bad.json"] = R"({"song_id": "s2", "title": "t"})";
    runs_.run(songs, {.max_errors = 1});
    replay(fmt::format("# reject 2\n{}\n# reject 1\n{}\n",
                       R"({"song_id": "s2", "artist_id": "a2", "title": "t"})", kMended));
    EXPECT_EQ(states(), (RenderedTable{"1\t1\treplayed\t3", "2\t2\treplayed\t3"}));
    EXPECT_EQ(query("SELECT artist_id FROM songs WHERE song_id = 's2'"), RenderedTable{"a2"});
    EXPECT_EQ(query("SELECT COUNT(*) FROM songplays WHERE user_id = 7"), RenderedTable{"1"});
}

TEST_F(Rejects, ThatTheWarehouseDoesNotHaveAreRefused) {
    EXPECT_EQ(complaint("# reject 9\n{}\n"), "there is no reject 9");
    EXPECT_EQ(query("SELECT COUNT(*) FROM etl.runs"), RenderedTable{"1"}) << "that was no run";
}

TEST_F(Rejects, OfAnObjectThatHasChangedGiveWayToThoseOfTheNewOne) {
    delivery_.logs["faulty.json"] = fmt::format("\n\n{}\n", kNoTime);
    delivery_.logs["fine.json"] = kMended;
    runs_.run(delivery_, {.max_errors = 1});
    EXPECT_EQ(states(), (RenderedTable{"1\t1\tsuperseded\t2", "2\t2\topen\t0"}));
}

TEST_F(Rejects, AreForgottenWithWhatWasLoaded) {
    runs_.run(delivery_, {.max_errors = 1, .kind = RunKind::full_refresh});
    EXPECT_EQ(states(), (RenderedTable{"1\t1\tsuperseded\t2", "2\t2\topen\t0"}));
    runs_.recreate();
    EXPECT_EQ(states(), (RenderedTable{"1\t1\tsuperseded\t2", "2\t2\tsuperseded\t3"}));
}

TEST_F(Rejects, ThatNobodyWantsAreDiscarded) {
    const Model model = Model::embedded();
    discard_rejects(runs_.warehouse(), model, {1});
    EXPECT_EQ(states(), RenderedTable{"1\t1\tdiscarded\t0"});
    EXPECT_THROW(discard_rejects(runs_.warehouse(), model, {1}), Error) << "it is not open";
    EXPECT_THROW(discard_rejects(runs_.warehouse(), model, {9}), Error) << "there is none";
}

TEST_F(Rejects, OfManyRecordsAreCutWhereTheyAreLong) {
    Delivery other;
    other.logs["long.json"] =
        fmt::format(R"({{"page": "NextSong", "song": "{}"}})", std::string(70'000, 'x'));
    runs_.run(other, {.max_errors = 1});
    EXPECT_EQ(query("SELECT length(record), record_cut FROM etl.rejects WHERE reject_id = 2"),
              RenderedTable{"65535\ttrue"});
}

}  // namespace
}  // namespace sparkify
