// Late data is welcome (docs/tables.md, "What must always be true", 3): each case by hand.

#include <gtest/gtest.h>

#include "oracle/sample_rows.h"
#include "pipeline/run_fixture.h"
#include "pipeline/table_text.h"

namespace sparkify {
namespace {

using oracle::play;
using oracle::RenderedTable;
using oracle::song;
using oracle::StagingEvent;
using oracle::StagingSong;
using oracle::visit;

class LateData : public testing::Test {
  protected:
    /// One run, also of the oracle, after which both have to hold the same.
    void load(const std::vector<StagingEvent>& events, const std::vector<StagingSong>& songs) {
        runs_.run(delivery_of(events, songs));
        oracle_.load(events, songs);
        ASSERT_EQ(difference(tables_of(runs_.warehouse(), RunNumbers::all),
                             tables_of(oracle_, RunNumbers::all)),
                  "");
    }

    RenderedTable query(const std::string& statement) {
        return rendered(runs_.warehouse().query(statement));
    }
    RenderedTable matches() {
        return query("SELECT songplay_id, song_id, artist_id FROM songplays");
    }

    EtlRuns runs_;
    oracle::OracleWarehouse oracle_;
};

TEST_F(LateData, OlderEventsNeverOverwriteANewerUser) {
    StagingEvent newer = visit(1, 20);
    newer.level = "paid";
    load({newer}, {});
    load({visit(1, 10), play(1, 15)}, {});
    EXPECT_EQ(query("SELECT user_id, level FROM users"), RenderedTable{"1\tpaid"});
    EXPECT_EQ(query("SELECT COUNT(*) FROM songplays"), RenderedTable{"1"});
}

TEST_F(LateData, ALaterSessionAtTheSameTimeDecidesAUserInWhicheverRunItComes) {
    StagingEvent later_session = visit(1, 20);
    later_session.session_id = 7;
    later_session.level = "paid";
    load({later_session}, {});
    load({visit(1, 20)}, {});
    EXPECT_EQ(query("SELECT level FROM users"), RenderedTable{"paid"});
}

TEST_F(LateData, SongsAreMatchedToEarlierPlays) {
    load({play(1, 10), play(1, 20)}, {});
    EXPECT_EQ(matches(), (RenderedTable{"1\t\\N\t\\N", "2\t\\N\t\\N"}));
    load({}, {song("s", "a")});
    EXPECT_EQ(matches(), (RenderedTable{"1\ts\ta", "2\ts\ta"}));
}

TEST_F(LateData, ASmallerSongIdTakesAMatchOverAndAGreaterOneDoesNot) {
    load({play(1, 10)}, {song("s5", "a5")});
    load({}, {song("s7", "a7")});
    EXPECT_EQ(matches(), RenderedTable{"1\ts5\ta5"});
    load({}, {song("s10", "a10")});
    EXPECT_EQ(matches(), RenderedTable{"1\ts10\ta10"});
}

TEST_F(LateData, ACorrectedSongTakesBackItsMatches) {
    load({play(1, 10)}, {song("s", "a")});
    StagingSong corrected = song("s", "a");
    corrected.duration = 201.5;
    load({}, {corrected});
    EXPECT_EQ(matches(), RenderedTable{"1\t\\N\t\\N"});
    load({}, {song("s", "a")});
    EXPECT_EQ(matches(), RenderedTable{"1\ts\ta"});
}

TEST_F(LateData, WhereACorrectedSongLeavesTheNextOneTakesTheMatch) {
    load({play(1, 10)}, {song("s1", "a1"), song("s2", "a2")});
    StagingSong corrected = song("s1", "a1");
    corrected.title = "another title";
    load({}, {corrected});
    EXPECT_EQ(matches(), RenderedTable{"1\ts2\ta2"});
}

TEST_F(LateData, AnArtistWhoseLastSongMovedLeaves) {
    load({play(1, 10)}, {song("s1", "a1"), song("s2", "a1")});
    load({}, {song("s1", "b")});
    EXPECT_EQ(query("SELECT artist_id FROM artists"), (RenderedTable{"a1", "b"}));
    load({}, {song("s2", "b")});
    EXPECT_EQ(query("SELECT artist_id FROM artists"), RenderedTable{"b"});
    EXPECT_EQ(matches(), RenderedTable{"1\ts1\tb"});
}

TEST_F(LateData, AnArtistIsDescribedByTheSongsThatAreLeft) {
    StagingSong best = song("s1", "a");
    best.artist_name = "best";
    best.artist_latitude = best.artist_longitude = 1.5;
    load({}, {best, song("s2", "a")});
    EXPECT_EQ(query("SELECT artist_id, name, latitude FROM artists"),
              RenderedTable{"a\tbest\t1.5"});
    best.artist_id = "b";
    load({}, {best});
    EXPECT_EQ(query("SELECT artist_id, name, latitude FROM artists"),
              (RenderedTable{"a\tartist\t\\N", "b\tbest\t1.5"}));
}

TEST_F(LateData, OfContradictingEventsOfAPlayTheFirstLoadedStaysAndDecidesLateMatches) {
    StagingEvent other = play(1, 10);
    other.song = "other title";
    other.item_in_session = -5;
    other.level = "paid";
    load({play(1, 10)}, {});
    load({other}, {});
    StagingSong other_song = song("s0", "a0");
    other_song.title = "other title";
    load({}, {other_song});
    EXPECT_EQ(query("SELECT level, song_id FROM songplays"), RenderedTable{"free\t\\N"});
    load({}, {song("s1", "a1")});
    EXPECT_EQ(query("SELECT level, song_id FROM songplays"), RenderedTable{"free\ts1"});
}

TEST_F(LateData, APlayAddedByTheRunThatBringsItsSongIsMatchedAtOnce) {
    load({play(1, 10)}, {});
    load({play(1, 20)}, {song("s", "a")});
    EXPECT_EQ(matches(), (RenderedTable{"1\ts\ta", "2\ts\ta"}));
}

TEST_F(LateData, PlaysOfAnEarlierTimeAreNumberedAfterThoseThatAreThere) {
    load({play(1, 20)}, {});
    load({play(1, 10), play(1, 30), play(1, 5)}, {});
    EXPECT_EQ(query("SELECT songplay_id, start_time FROM songplays"),
              (RenderedTable{"1\t1970-01-01 00:00:20.000", "2\t1970-01-01 00:00:05.000",
                             "3\t1970-01-01 00:00:10.000", "4\t1970-01-01 00:00:30.000"}));
}

TEST_F(LateData, AnObjectThatGrewAddsOnlyWhatIsNew) {
    load({play(1, 10), visit(1, 11)}, {});
    load({play(1, 10), visit(1, 11), play(1, 12), visit(2, 13)}, {});
    EXPECT_EQ(query("SELECT songplay_id, start_time FROM songplays"),
              (RenderedTable{"1\t1970-01-01 00:00:10.000", "2\t1970-01-01 00:00:12.000"}));
    EXPECT_EQ(query("SELECT user_id FROM users"), (RenderedTable{"1", "2"}));
}

TEST_F(LateData, TrailingBlanksMakeAnotherTitleAndAnotherArtist) {
    StagingSong title = song("s1", "a");
    title.title = "title ";
    StagingSong artist = song("s2", "a");
    artist.artist_name = "artist ";
    load({play(1, 10)}, {title, artist});
    EXPECT_EQ(matches(), RenderedTable{"1\t\\N\t\\N"});
    load({}, {song("s3", "a")});
    EXPECT_EQ(matches(), RenderedTable{"1\ts3\ta"});
}

TEST_F(LateData, AnUnknownUserIsNotUserMinusOne) {
    StagingEvent unknown = play(-1, 10);
    unknown.user_id = std::nullopt;
    load({play(-1, 10), unknown}, {});
    load({unknown, play(-1, 10)}, {song("s", "a")});
    EXPECT_EQ(query("SELECT songplay_id, user_id, song_id FROM songplays"),
              (RenderedTable{"1\t-1\ts", "2\t\\N\ts"}));
}

}  // namespace
}  // namespace sparkify
