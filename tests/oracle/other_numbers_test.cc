// The causes in "Why other implementations publish other numbers" (docs/tables.md): each test is a
// case in which an implementation with that mistake shows another number.

#include <gtest/gtest.h>

#include "oracle/rendering.h"
#include "oracle/sample_rows.h"
#include "oracle/star.h"

namespace sparkify::oracle {
namespace {

Star star_of(const std::vector<StagingEvent>& events, const std::vector<StagingSong>& songs) {
    OracleWarehouse warehouse;
    warehouse.load(events, songs);
    return warehouse.star();
}

TEST(OtherNumbers, AnInnerJoinDropsUnmatchedPlays) {
    StagingEvent unmatched = play(1, 20);
    unmatched.song = "unknown";
    EXPECT_EQ(star_of({play(1, 10), unmatched}, {song("s", "a")}).songplays.size(), 2U);
}

TEST(OtherNumbers, AJoinOnTheTitleAloneFansOut) {
    StagingSong cover = song("s2", "a2");
    cover.artist_name = "another";
    const Star star = star_of({play(1, 10)}, {song("s1", "a1"), cover});
    ASSERT_EQ(star.songplays.size(), 1U);
    EXPECT_EQ(star.songplays[0].song_id, "s1");
}

TEST(OtherNumbers, DistinctOverUserAndLevelDuplicatesUsers) {
    StagingEvent paid = play(1, 20);
    paid.level = "paid";
    const Star star = star_of({play(1, 10), paid}, {});
    ASSERT_EQ(star.users.size(), 1U);
    EXPECT_EQ(star.users[0].level, "paid");
}

TEST(OtherNumbers, DistinctOverAllArtistColumnsDuplicatesArtists) {
    StagingSong other = song("s2", "a");
    other.artist_name = "artist feat. another";
    EXPECT_EQ(star_of({}, {song("s1", "a"), other}).artists.size(), 1U);
}

TEST(OtherNumbers, WithoutAPageFilterEveryEventIsAPlay) {
    EXPECT_EQ(star_of({play(1, 10), visit(1, 20)}, {}).songplays.size(), 1U);
}

TEST(OtherNumbers, TimeOfAllEventsHasTooManyRows) {
    EXPECT_EQ(star_of({play(1, 10), visit(1, 20)}, {}).time.size(), 1U);
}

TEST(OtherNumbers, LoadsRepeatedWithoutAGuardDouble) {
    OracleWarehouse warehouse;
    warehouse.load({play(1, 10)}, {song("s", "a")});
    const auto before = whole_star(warehouse.star());
    warehouse.load({play(1, 10)}, {song("s", "a")});
    EXPECT_EQ(whole_star(warehouse.star()), before);
}

TEST(OtherNumbers, MillisecondsThatAreCutMakeTwoTimesOne) {
    StagingEvent later = play(1, 10);
    later.ts += 1000;
    const Star star = star_of({play(1, 10), later}, {});
    EXPECT_EQ(star.songplays.size(), 2U);
    ASSERT_EQ(star.time.size(), 2U);
    EXPECT_EQ(rendered(star.time).back().substr(0, 23), "1970-01-01 00:00:10.001");
}

TEST(OtherNumbers, NumericWithoutAScaleRoundsDurations) {
    StagingEvent event = play(1, 10);
    event.length = 200.4;
    const Star star = star_of({event}, {song("s", "a")});
    EXPECT_EQ(star.songplays.at(0).song_id, std::nullopt);
    EXPECT_EQ(star.songs.at(0).duration, 200.5);
}

}  // namespace
}  // namespace sparkify::oracle
