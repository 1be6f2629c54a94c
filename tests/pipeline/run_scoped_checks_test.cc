// The checks of an increment look only at what the run touched, and find there what a check of
// everything finds (sql/checks, `-- scope: run`).

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "oracle/sample_rows.h"
#include "pipeline/model_folder.h"
#include "pipeline/run_fixture.h"

namespace sparkify {
namespace {

using oracle::play;
using oracle::song;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> failed(const std::vector<CheckResult>& results) {
    std::vector<std::string> names;
    for (const CheckResult& result : results)
        if (!result.passed()) names.push_back(result.name);
    return names;
}

class RunScopedChecks : public testing::Test {
  protected:
    RunScopedChecks() { runs_.run(delivery_of({play(1, 10), play(2, 20)}, {song("s5", "a5")})); }

    /// The checks that fail in an increment whose transforms end with this statement.
    std::vector<std::string> failed_after(const std::string& statement) {
        const ModelFolder folder;
        folder.write("transform/8_wrong.sql", statement);
        const Model model = folder.read();
        static_cast<void>(runs_.failure_of(delivery_of({play(1, 30)}, {}), {.model = &model}));
        return failed(runs_.report().checks);
    }

    EtlRuns runs_;
};

TEST_F(RunScopedChecks, FindAWrongKeyAmongTheNewPlays) {
    EXPECT_THAT(failed_after("--@postgres SET CONSTRAINTS ALL IMMEDIATE;\n"
                             "--@postgres ALTER TABLE songplays DROP CONSTRAINT songplays_pkey;\n"
                             "INSERT INTO songplays SELECT * FROM songplays "
                             "WHERE songplay_id > :last_songplay_id;"),
                Contains("songplays_key"));
}

TEST_F(RunScopedChecks, FindANewPlayThatRefersToNothing) {
    EXPECT_THAT(failed_after("UPDATE songplays SET song_id = 'x', artist_id = 'x', user_id = 99 "
                             "WHERE songplay_id > :last_songplay_id;"),
                ElementsAre("songplays_artist_id", "songplays_song_id", "songplays_user_id"));
}

TEST_F(RunScopedChecks, FindNewPlaysOfNoLevel) {
    EXPECT_THAT(failed_after("UPDATE songplays SET level = 'gold', song_id = NULL "
                             "WHERE songplay_id > :last_songplay_id;"),
                ElementsAre("songplays_level", "songplays_song_and_artist"));
}

TEST_F(RunScopedChecks, FindATimeThatIsMissingTwiceOrTakenApartWrongly) {
    const std::string new_times =
        "start_time IN (SELECT start_time FROM songplays WHERE songplay_id > :last_songplay_id);";
    EXPECT_THAT(failed_after("DELETE FROM time WHERE " + new_times),
                ElementsAre("songplays_start_time"));
    EXPECT_THAT(failed_after("--@postgres ALTER TABLE time DROP CONSTRAINT time_pkey CASCADE;\n"
                             "INSERT INTO time SELECT * FROM time WHERE " +
                             new_times),
                ElementsAre("time_key"));
    EXPECT_THAT(failed_after("UPDATE time SET hour = 99 WHERE " + new_times),
                ElementsAre("time_parts"));
}

TEST_F(RunScopedChecks, FindANewPlayThatWasLost) {
    EXPECT_THAT(failed_after("DELETE FROM songplays WHERE songplay_id > :last_songplay_id;"),
                Contains("songplays_count"));
}

TEST_F(RunScopedChecks, FindANewUserThatWasLost) {
    EXPECT_THAT(failed_after("DELETE FROM users WHERE user_id = 1;"), Contains("users_count"));
}

TEST_F(RunScopedChecks, FindAnEarlierPlayThatWasMatchedWrongly) {
    const ModelFolder folder;
    folder.write("transform/8_wrong.sql",
                 "UPDATE songplays SET song_id = 'x' WHERE song_id = 's4';");
    const Model model = folder.read();
    static_cast<void>(runs_.failure_of(delivery_of({}, {song("s4", "a4")}), {.model = &model}));
    EXPECT_THAT(failed(runs_.report().checks), ElementsAre("songplays_song_id"));
}

TEST_F(RunScopedChecks, FindAPlayThatStillNamesAnArtistWhoLeft) {
    const ModelFolder folder;
    folder.write("transform/7_wrong.sql",
                 "DROP TABLE matched_plays; CREATE TEMP TABLE matched_plays "
                 "AS SELECT songplay_id FROM songplays WHERE 1 = 0;"
                 "UPDATE songplays SET song_id = 's5', artist_id = 'a5';");
    const Model model = folder.read();
    static_cast<void>(runs_.failure_of(delivery_of({}, {song("s5", "a6")}), {.model = &model}));
    EXPECT_THAT(failed(runs_.report().checks), ElementsAre("songplays_artist_id"));
}

TEST_F(RunScopedChecks, LeaveAloneWhatTheRunDidNotTouch) {
    runs_.warehouse().execute("UPDATE songplays SET level = 'gold' WHERE user_id = 2");
    runs_.run(delivery_of({play(1, 30)}, {}));
    EXPECT_THAT(failed(runs_.report().checks), IsEmpty());
    EXPECT_THAT(failed(run_checks(runs_.warehouse(), Model::embedded())),
                ElementsAre("songplays_level"));
}

TEST_F(RunScopedChecks, OfAFullRefreshLookAtEverything) {
    const ModelFolder folder;
    folder.write("transform/8_wrong.sql", "INSERT INTO users (user_id, level) VALUES (7, 'gold');");
    const Model model = folder.read();
    static_cast<void>(runs_.failure_of(delivery_of({play(1, 30)}, {song("s5", "a5")}),
                                       {.kind = RunKind::full_refresh, .model = &model}));
    EXPECT_THAT(failed(runs_.report().checks), ElementsAre("users_count", "users_level"));
}

}  // namespace
}  // namespace sparkify
