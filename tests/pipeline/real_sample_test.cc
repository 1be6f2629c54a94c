// The real data, loaded once: what docs/tables.md says of it ("The real data").

#include <filesystem>
#include <memory>

#include <gtest/gtest.h>

#include "pipeline/run_fixture.h"
#include "pipeline/table_text.h"

namespace sparkify {
namespace {

using oracle::RenderedTable;

class RealSampleRun : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        if (!std::filesystem::is_directory(SPARKIFY_SAMPLE)) return;
        runs_ = std::make_unique<EtlRuns>();
        runs_->run_on(SPARKIFY_SAMPLE "/log_data", SPARKIFY_SAMPLE "/song_data", {});
        report_ = runs_->report();
    }
    static void TearDownTestSuite() { runs_.reset(); }

    void SetUp() override {
        if (!runs_) GTEST_SKIP() << "the real data is not in " << SPARKIFY_SAMPLE;
    }

    static RenderedTable query(const std::string& statement) {
        return rendered(runs_->warehouse().query(statement));
    }

    // One run for all tests.
    static std::unique_ptr<EtlRuns> runs_;  // NOLINT
    static EtlReport report_;               // NOLINT
};

std::unique_ptr<EtlRuns> RealSampleRun::runs_;  // NOLINT
EtlReport RealSampleRun::report_;               // NOLINT

TEST_F(RealSampleRun, HasThePublishedNumbersOfRows) {
    std::map<std::string, std::int64_t> rows;
    for (const TableRows& table : report_.rows)
        rows[table.table] = table.rows;
    const std::map<std::string, std::int64_t> expected{
        {"staging_events", 8056},
        {"staging_songs", 71},
        {"songplays", 6820},
        {"users", 97},
        {"songs", 71},
        {"artists", 69},
        {"time", 6813},
    };
    EXPECT_EQ(rows, expected);
}

TEST_F(RealSampleRun, MatchesOnePlayAndExplainsTheOthers) {
    std::map<std::string, std::int64_t> plays;
    for (const EventOutcome& match : report_.matches)
        plays[match.outcome] = match.events;
    const std::map<std::string, std::int64_t> expected{
        {"matched", 1}, {"no such title", 6816}, {"title by another artist only", 3}};
    EXPECT_EQ(plays, expected);
}

TEST_F(RealSampleRun, HoldsWhatTheOracleHolds) {
    const ReadDelivery read = read_by_oracle(delivery_in(SPARKIFY_SAMPLE));
    EXPECT_TRUE(read.rejected_events.empty() && read.rejected_songs.empty());
    oracle::OracleWarehouse expected;
    expected.load(read.events, read.songs);
    EXPECT_EQ(difference(tables_of(runs_->warehouse(), RunNumbers::all),
                         tables_of(expected, RunNumbers::all)),
              "");
}

TEST_F(RealSampleRun, PassesEveryCheck) {
    EXPECT_FALSE(report_.checks.empty());
    for (const CheckResult& check : report_.checks)
        EXPECT_TRUE(check.passed()) << check.title;
}

TEST_F(RealSampleRun, ShowsUser15AsTheLatestEventDoesAndKeepsUser21WhoNeverPlayed) {
    EXPECT_EQ(query("SELECT * FROM users WHERE user_id IN (15, 21)"),
              (RenderedTable{"15\tLily\tKoch\tF\tpaid", "21\tPreston\tSanders\tM\tfree"}));
    EXPECT_EQ(query("SELECT COUNT(*) FROM songplays WHERE user_id = 21"), RenderedTable{"0"});
    EXPECT_EQ(query("SELECT DISTINCT level FROM songplays WHERE user_id = 15"),
              (RenderedTable{"free", "paid"}));
}

TEST_F(RealSampleRun, HasOneUserOfEachIdThoughEightHaveTwoLevels) {
    EXPECT_EQ(query("SELECT COUNT(*) FROM (SELECT user_id FROM staging_events WHERE user_id IS NOT "
                    "NULL GROUP BY user_id HAVING COUNT(DISTINCT level) = 2) AS two"),
              RenderedTable{"8"});
    EXPECT_EQ(query("SELECT COUNT(*), COUNT(DISTINCT user_id) FROM users"),
              RenderedTable{"97\t97"});
}

TEST_F(RealSampleRun, MatchesSetantaMatinsByElena) {
    EXPECT_EQ(query("SELECT start_time, user_id, level, song_id, artist_id, session_id, location "
                    "FROM songplays WHERE song_id IS NOT NULL OR artist_id IS NOT NULL"),
              RenderedTable{"2018-11-21 21:56:47.796\t15\tpaid\tSOZCTXZ12AB0182364\t"
                            "AR5KOSW1187FB35FF4\t818\tChicago-Naperville-Elgin, IL-IN-WI"});
}

TEST_F(RealSampleRun, TakesTimeApart) {
    EXPECT_EQ(query("SELECT * FROM time WHERE start_time = TIMESTAMP '2018-11-21 21:56:47.796'"),
              RenderedTable{"2018-11-21 21:56:47.796\t21\t21\t47\t11\t2018\t3"});
}

TEST_F(RealSampleRun, KeepsTheMillisecondsOfEveryTime) {
    EXPECT_EQ(
        query("SELECT COUNT(*) FROM songplays WHERE CAST(start_time AS VARCHAR) LIKE '%.796'"),
        RenderedTable{"6820"});
    EXPECT_EQ(query("SELECT MIN(ts), MAX(ts) FROM staging_events"),
              RenderedTable{"2018-11-01 20:57:10.796\t2018-11-30 19:54:24.796"});
}

TEST_F(RealSampleRun, KeepsDoubleEncodedNamesAsTheyAre) {
    EXPECT_EQ(query("SELECT artist, song FROM staging_events WHERE ts = "
                    "TIMESTAMP '2018-11-02 11:20:37.796'"),
              RenderedTable{"Calle 13 Featuring Caf\u00C3\u0083\u00C2\u00A9 Tacuba\t"
                            "No Hay Nadie Como T\u00C3\u0083\u00C2\u00BA"});
}

TEST_F(RealSampleRun, TakesYear0ForUnknown) {
    EXPECT_EQ(query("SELECT COUNT(*), COUNT(year), MIN(year) FROM songs"),
              RenderedTable{"71\t28\t1961"});
    EXPECT_EQ(query("SELECT year FROM songs WHERE song_id = 'SOMZWCG12A8C13C480'"),
              RenderedTable{"\\N"});
    EXPECT_EQ(query("SELECT year FROM staging_songs WHERE song_id = 'SOMZWCG12A8C13C480'"),
              RenderedTable{"0"});
}

TEST_F(RealSampleRun, HasOneArtistForSeveralSongs) {
    EXPECT_EQ(query("SELECT * FROM artists WHERE artist_id IN "
                    "('ARD7TVE1187B99BFB1', 'ARNTLGG11E2835DDB9')"),
              (RenderedTable{"ARD7TVE1187B99BFB1\tCasual\tCalifornia - LA\t\\N\t\\N",
                             "ARNTLGG11E2835DDB9\tClp\t\\N\t\\N\t\\N"}));
}

TEST_F(RealSampleRun, TakesAnEmptyUserIdForNull) {
    EXPECT_EQ(query("SELECT COUNT(*) FROM staging_events WHERE user_id IS NULL"),
              RenderedTable{"286"});
}

TEST_F(RealSampleRun, KeepsTheQuotationMarksOfUserAgents) {
    EXPECT_EQ(query("SELECT COUNT(*) FROM staging_events WHERE user_agent LIKE '%\"%'"),
              RenderedTable{"5917"});
}

}  // namespace
}  // namespace sparkify
