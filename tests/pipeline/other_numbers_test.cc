// The causes in "Why other implementations publish other numbers" (docs/tables.md): each test is a
// case in which a program with that mistake shows another number.

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

class OtherNumbers : public testing::Test {
  protected:
    void load(const std::vector<StagingEvent>& events, const std::vector<StagingSong>& songs) {
        runs_.run(delivery_of(events, songs));
    }

    RenderedTable query(const std::string& statement) {
        return rendered(runs_.warehouse().query(statement));
    }

    Tables star() { return star_of(runs_.warehouse(), RunNumbers::all); }

    EtlRuns runs_;
};

TEST_F(OtherNumbers, AnInnerJoinDropsUnmatchedPlays) {
    StagingEvent unmatched = play(1, 20);
    unmatched.song = "unknown";
    load({play(1, 10), unmatched}, {song("s", "a")});
    EXPECT_EQ(query("SELECT song_id, artist_id FROM songplays"),
              (RenderedTable{"\\N\t\\N", "s\ta"}));
}

TEST_F(OtherNumbers, AJoinOnTheTitleAloneFansOut) {
    StagingSong cover = song("s2", "a2");
    cover.artist_name = "another";
    load({play(1, 10)}, {song("s1", "a1"), cover});
    EXPECT_EQ(query("SELECT song_id, artist_id FROM songplays"), (RenderedTable{"s1\ta1"}));
}

TEST_F(OtherNumbers, DistinctOverUserAndLevelDuplicatesUsers) {
    StagingEvent paid = play(1, 20);
    paid.level = "paid";
    load({play(1, 10), paid}, {});
    EXPECT_EQ(query("SELECT user_id, level FROM users"), (RenderedTable{"1\tpaid"}));
}

TEST_F(OtherNumbers, DistinctOverAllArtistColumnsDuplicatesArtists) {
    StagingSong other = song("s2", "a");
    other.artist_name = "artist feat. another";
    load({}, {song("s1", "a"), other});
    EXPECT_EQ(query("SELECT artist_id, name FROM artists"), (RenderedTable{"a\tartist"}));
}

TEST_F(OtherNumbers, WithoutAPageFilterEveryEventIsAPlay) {
    load({play(1, 10), visit(1, 20)}, {});
    EXPECT_EQ(query("SELECT COUNT(*) FROM songplays"), (RenderedTable{"1"}));
}

TEST_F(OtherNumbers, TimeOfAllEventsHasTooManyRows) {
    load({play(1, 10), visit(1, 20)}, {});
    EXPECT_EQ(query("SELECT start_time FROM time"), (RenderedTable{"1970-01-01 00:00:10.000"}));
}

TEST_F(OtherNumbers, LoadsRepeatedWithoutAGuardDouble) {
    load({play(1, 10)}, {song("s", "a")});
    const Tables before = star();
    load({play(1, 10)}, {song("s", "a")});
    EXPECT_EQ(difference(star(), before), "");
}

TEST_F(OtherNumbers, MillisecondsThatAreCutMakeTwoTimesOne) {
    StagingEvent later = play(1, 10);
    later.ts += 1000;
    load({play(1, 10), later}, {});
    const RenderedTable times{"1970-01-01 00:00:10.000", "1970-01-01 00:00:10.001"};
    EXPECT_EQ(query("SELECT start_time FROM songplays"), times);
    EXPECT_EQ(query("SELECT start_time FROM time"), times);
}

TEST_F(OtherNumbers, NumericWithoutAScaleRoundsDurations) {
    StagingEvent other = play(1, 10);
    other.length = 200.4;
    load({other}, {song("s", "a")});
    EXPECT_EQ(query("SELECT song_id FROM songplays"), (RenderedTable{"\\N"}));
    EXPECT_EQ(query("SELECT duration FROM songs"), (RenderedTable{"200.5"}));
}

}  // namespace
}  // namespace sparkify
