#include "oracle/rendering.h"

#include <gtest/gtest.h>

#include "oracle/sample_rows.h"

namespace sparkify::oracle {
namespace {

TEST(Rendering, RowsAreSortedByTheirBytes) {
    const std::vector<User> users = {{.user_id = 2}, {.user_id = 10, .first_name = "A"}};
    const RenderedTable expected = {"10\tA\t\\N\t\\N\t\\N", "2\t\\N\t\\N\t\\N\t\\N"};
    EXPECT_EQ(rendered(users), expected);
}

TEST(Rendering, DoublesAreAsShortAsTheyCanBe) {
    const std::vector<Artist> artists = {
        {.artist_id = "a", .name = "n", .location = "l", .latitude = 0.1, .longitude = -120.0}};
    EXPECT_EQ(rendered(artists), RenderedTable{"a\tn\tl\t0.1\t-120"});
}

TEST(Rendering, SongsAndTimesAreInColumnOrder) {
    const std::vector<Song> songs = {
        {.song_id = "s", .title = "t", .artist_id = "a", .year = 1999, .duration = 1.5}};
    EXPECT_EQ(rendered(songs), RenderedTable{"s\tt\ta\t1999\t1.5"});
    const std::vector<Time> time = {
        {.start_time = 1, .hour = 2, .day = 3, .week = 4, .month = 5, .year = 6, .weekday = 0}};
    EXPECT_EQ(rendered(time), RenderedTable{"1970-01-01 00:00:00.000\t2\t3\t4\t5\t6\t0"});
}

TEST(Rendering, SongplayIdIsShownOrHidden) {
    const std::vector<Songplay> plays = {{.songplay_id = 9, .start_time = 0, .song_id = "s"}};
    const std::string hidden = "1970-01-01 00:00:00.000\t\\N\t\\N\ts\t\\N\t\\N\t\\N\t\\N";
    EXPECT_EQ(rendered(plays, RunColumns::hidden), RenderedTable{hidden});
    EXPECT_EQ(rendered(plays, RunColumns::shown), RenderedTable{"9\t" + hidden});
}

TEST(Rendering, LoadIdIsShownOrHidden) {
    const std::string row = "\\N\ta\t\\N\t\\N\t\\N\tartist\ts\ttitle\t200.5\t2018";
    EXPECT_EQ(rendered({song("s", "a")}, RunColumns::hidden), RenderedTable{row});
    EXPECT_EQ(rendered({song("s", "a")}, RunColumns::shown), RenderedTable{row + "\t0"});
}

TEST(Rendering, EventsAreInColumnOrder) {
    EXPECT_EQ(
        rendered({play(7, 1)}, RunColumns::hidden),
        RenderedTable{"artist\t\\N\t\\N\t\\N\t0\t\\N\t200.5\tfree\t\\N\t\\N\tNextSong\t\\N\t1\t"
                      "title\t\\N\t1970-01-01 00:00:01.000\t\\N\t7"});
}

}  // namespace
}  // namespace sparkify::oracle
