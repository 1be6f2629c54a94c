#include "oracle/star.h"

#include <gtest/gtest.h>

#include "oracle/sample_rows.h"

namespace sparkify::oracle {
namespace {

StagingEvent with_level(StagingEvent event, const std::string& level) {
    event.level = level;
    return event;
}

StagingSong named(StagingSong song, const std::string& artist_name) {
    song.artist_name = artist_name;
    return song;
}

StagingSong located(StagingSong song, const std::string& location) {
    song.artist_location = location;
    return song;
}

StagingSong placed(StagingSong song, double latitude, double longitude) {
    song.artist_latitude = latitude;
    song.artist_longitude = longitude;
    return song;
}

Star star_of(const std::vector<StagingEvent>& events, const std::vector<StagingSong>& songs) {
    OracleWarehouse warehouse;
    warehouse.load(events, songs);
    return warehouse.star();
}

std::optional<std::string> level_of_only_user(const std::vector<StagingEvent>& events) {
    const Star star = star_of(events, {});
    EXPECT_EQ(star.users.size(), 1U);
    return star.users.at(0).level;
}

Artist only_artist(const std::vector<StagingSong>& songs) {
    const Star star = star_of({}, songs);
    EXPECT_EQ(star.artists.size(), 1U);
    return star.artists.at(0);
}

TEST(Star, OfNothingIsEmpty) {
    EXPECT_TRUE(whole_star(OracleWarehouse().star()).empty());
}

TEST(Users, AreAsInTheirLatestEventWhateverItsPage) {
    EXPECT_EQ(level_of_only_user({with_level(play(1, 10), "free"), with_level(visit(1, 20), "paid"),
                                  with_level(play(1, 15), "free")}),
              "paid");
}

TEST(Users, WithSeveralLevelsAreOneRow) {
    EXPECT_EQ(level_of_only_user({with_level(play(1, 10), "paid"), with_level(play(1, 20), "free"),
                                  with_level(play(1, 30), "paid")}),
              "paid");
}

TEST(Users, WhoNeverPlayedAreThere) {
    EXPECT_EQ(star_of({visit(1, 10)}, {}).users.size(), 1U);
}

TEST(Users, AreNotMadeOfEventsWithoutAUser) {
    StagingEvent event = play(1, 10);
    event.user_id = std::nullopt;
    EXPECT_TRUE(star_of({event}, {}).users.empty());
}

TEST(Users, LateEventsDoNotOverwriteNewerOnes) {
    OracleWarehouse warehouse;
    warehouse.load({with_level(play(1, 20), "paid")}, {});
    warehouse.load({with_level(play(1, 10), "free")}, {});
    EXPECT_EQ(warehouse.star().users.at(0).level, "paid");
}

TEST(Users, TheGreaterSessionThenItemDecideBetweenEventsOfOneMoment) {
    StagingEvent lower = with_level(play(1, 10), "paid");
    StagingEvent higher = with_level(play(1, 10), "free");
    higher.session_id = 2;
    EXPECT_EQ(level_of_only_user({higher, lower}), "free");
    lower.session_id = higher.session_id;
    higher.item_in_session = 1;
    EXPECT_EQ(level_of_only_user({higher, lower}), "free");
    lower.session_id = std::nullopt;
    EXPECT_EQ(level_of_only_user({lower, higher}), "free");
}

TEST(Users, TheGreaterRemainingColumnsDecideInTheEndWithNullsLast) {
    StagingEvent event = with_level(play(1, 10), "free");
    EXPECT_EQ(level_of_only_user({event, with_level(event, "paid")}), "paid");
    StagingEvent null = with_level(event, "paid");
    null.artist = std::nullopt;
    EXPECT_EQ(level_of_only_user({null, event}), "free");
}

TEST(Songs, Year0IsUnknown) {
    StagingSong unknown = song("s", "a");
    unknown.year = 0;
    EXPECT_EQ(star_of({}, {unknown}).songs.at(0).year, std::nullopt);
}

TEST(Songs, AreThoseOfTheLatestLoad) {
    OracleWarehouse warehouse;
    StagingSong corrected = song("s", "a");
    corrected.title = "zzz";
    warehouse.load({}, {song("s", "a")});
    warehouse.load({}, {corrected});
    ASSERT_EQ(warehouse.star().songs.size(), 1U);
    EXPECT_EQ(warehouse.star().songs[0].title, "zzz");
}

TEST(Songs, OfOneLoadTheFirstByTitleArtistYearAndDurationIsKept) {
    StagingSong first = song("s", "a");
    StagingSong second = song("s", "b");
    EXPECT_EQ(star_of({}, {second, first}).songs.at(0).artist_id, "a");
    second.title = "t";
    EXPECT_EQ(star_of({}, {second, first}).songs.at(0).artist_id, "b");
    second.title = std::nullopt;
    EXPECT_EQ(star_of({}, {second, first}).songs.at(0).artist_id, "a");
}

TEST(Songs, TheRawYear0ComesFirst) {
    StagingSong unknown = song("s", "a");
    unknown.year = 0;
    StagingSong missing = song("s", "a");
    missing.year = std::nullopt;
    EXPECT_EQ(star_of({}, {song("s", "a"), unknown}).songs.at(0).year, std::nullopt);
    EXPECT_EQ(star_of({}, {missing, song("s", "a")}).songs.at(0).year, 2018);
}

TEST(Songs, TextIsOrderedByBytes) {
    StagingSong upper = song("s", "a");
    upper.title = "Z";
    StagingSong accented = song("s", "a");
    accented.title = "\xC3\xA9";
    EXPECT_EQ(star_of({}, {song("s", "a"), accented, upper}).songs.at(0).title, "Z");
    EXPECT_EQ(star_of({}, {accented, song("s", "a")}).songs.at(0).title, "title");
}

TEST(Artists, WithContradictingRecordsAreOneRow) {
    const Artist artist = only_artist({named(song("s1", "a"), "name"), named(song("s2", "a"), "n"),
                                       located(song("s3", "a"), "here")});
    EXPECT_EQ(artist.name, "artist");
    EXPECT_EQ(artist.location, "here");
}

TEST(Artists, PreferCoordinatesThenALocationThenTheShortestNameThenTheSmallestSong) {
    const StagingSong coordinates = placed(named(song("s9", "a"), "long name"), 1.5, 2.5);
    const StagingSong location = located(named(song("s8", "a"), "long name"), "here");
    const StagingSong short_name = named(song("s7", "a"), "nam");
    const StagingSong same_length = named(song("s6", "a"), "nem");
    EXPECT_EQ(only_artist({short_name, location, coordinates}).latitude, 1.5);
    EXPECT_EQ(only_artist({short_name, location}).location, "here");
    EXPECT_EQ(only_artist({song("s1", "a"), short_name}).name, "nam");
    EXPECT_EQ(only_artist({short_name, same_length}).name, "nem");
}

TEST(Artists, NamesAreMeasuredInCharacters) {
    const StagingSong accented = named(song("s2", "a"), "\xC3\xA9\xC3\xA9\xC3\xA9");
    EXPECT_EQ(only_artist({named(song("s1", "a"), "abcd"), accented}).name, accented.artist_name);
}

TEST(Artists, ARecordWithoutANameComesLast) {
    StagingSong nameless = song("s1", "a");
    nameless.artist_name = std::nullopt;
    EXPECT_EQ(only_artist({nameless, song("s2", "a")}).name, "artist");
}

TEST(Artists, ARecordWithOneCoordinateHasNone) {
    StagingSong half = named(song("s1", "a"), "n");
    half.artist_latitude = 1.5;
    EXPECT_EQ(only_artist({half, placed(song("s2", "a"), 2.5, 3.5)}).latitude, 2.5);
}

TEST(Artists, WhoseLastSongMovedToAnotherArtistLeave) {
    OracleWarehouse warehouse;
    warehouse.load({}, {song("s", "a")});
    warehouse.load({}, {song("s", "b")});
    ASSERT_EQ(warehouse.star().artists.size(), 1U);
    EXPECT_EQ(warehouse.star().artists[0].artist_id, "b");
}

TEST(Times, AreThoseOfPlaysOnlyAndDistinct) {
    const Star star = star_of({play(1, 10), play(2, 10), visit(1, 20)}, {});
    ASSERT_EQ(star.time.size(), 1U);
    EXPECT_EQ(star.time[0].start_time, 10'000'000);
}

}  // namespace
}  // namespace sparkify::oracle
