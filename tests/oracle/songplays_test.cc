#include <gtest/gtest.h>

#include "oracle/rendering.h"
#include "oracle/sample_rows.h"
#include "oracle/star.h"

namespace sparkify::oracle {
namespace {

using Plays = std::vector<StagingEvent>;
using Songs = std::vector<StagingSong>;

StagingEvent in_session(StagingEvent event, std::optional<std::int64_t> session_id,
                        std::optional<std::int32_t> item) {
    event.session_id = session_id;
    event.item_in_session = item;
    return event;
}

StagingEvent with_agent(StagingEvent event, const std::string& user_agent) {
    event.user_agent = user_agent;
    return event;
}

StagingEvent without_user(StagingEvent event) {
    event.user_id = std::nullopt;
    return event;
}

Star star_of(const Plays& plays, const Songs& songs) {
    OracleWarehouse warehouse;
    warehouse.load(plays, songs);
    return warehouse.star();
}

Songplay only_play(const Star& star) {
    EXPECT_EQ(star.songplays.size(), 1U);
    return star.songplays.at(0);
}

void expect_no_match(const StagingEvent& play, const StagingSong& song, NoMatch reason) {
    const Star star = star_of({play}, {song});
    EXPECT_EQ(only_play(star).song_id, std::nullopt);
    EXPECT_EQ(only_play(star).artist_id, std::nullopt);
    for (const auto& [why, count] : star.unmatched)
        EXPECT_EQ(count, why == reason ? 1 : 0);
}

TEST(Songplays, HaveTheColumnsOfTheirEventAndSong) {
    StagingEvent event = with_agent(in_session(play(7, 10), 8, 9), "agent");
    event.location = "here";
    const Songplay expected{.songplay_id = 1,
                            .start_time = 10'000'000,
                            .user_id = 7,
                            .level = "free",
                            .song_id = "s",
                            .artist_id = "a",
                            .session_id = 8,
                            .location = "here",
                            .user_agent = "agent"};
    EXPECT_EQ(only_play(star_of({event}, {song("s", "a")})), expected);
}

TEST(Songplays, AreOfThePageNextSongOnly) {
    StagingEvent other = play(1, 10);
    other.page = "nextsong";
    StagingEvent pageless = play(1, 20);
    pageless.page = std::nullopt;
    EXPECT_TRUE(star_of({visit(1, 10), other, pageless}, {}).songplays.empty());
}

TEST(Songplays, WithoutASongAreKept) {
    EXPECT_EQ(only_play(star_of({play(1, 10)}, {})).song_id, std::nullopt);
}

TEST(Songplays, WithoutAUserAreKeptAndAreTheSamePlayAsOthersWithout) {
    const StagingEvent event = without_user(play(1, 10));
    EXPECT_EQ(star_of({event, event, play(1, 10)}, {}).songplays.size(), 2U);
}

TEST(Songplays, WithoutASessionAreTheSamePlayAsOthersWithout) {
    const StagingEvent event = in_session(play(1, 10), std::nullopt, 1);
    EXPECT_EQ(star_of({event, event, play(1, 10)}, {}).songplays.size(), 2U);
}

TEST(Songplays, DifferInUserSessionOrTime) {
    EXPECT_EQ(star_of({play(1, 10), play(2, 10), in_session(play(1, 10), 2, 0), play(1, 11)}, {})
                  .songplays.size(),
              4U);
}

TEST(Songplays, OfTheSamePlayInOneLoadTheSmallestItemIsKept) {
    const StagingEvent none = with_agent(in_session(play(1, 10), 1, std::nullopt), "none");
    const StagingEvent one = with_agent(in_session(play(1, 10), 1, 1), "one");
    const StagingEvent two = with_agent(in_session(play(1, 10), 1, 2), "a two");
    EXPECT_EQ(only_play(star_of({none, two, one}, {})).user_agent, "one");
    EXPECT_EQ(only_play(star_of({none, two}, {})).user_agent, "a two");
}

TEST(Songplays, OfTheSamePlayAndItemTheFirstByTheRemainingColumnsIsKept) {
    StagingEvent nameless = with_agent(play(1, 10), "a");
    nameless.artist = std::nullopt;
    EXPECT_EQ(
        only_play(
            star_of({with_agent(play(1, 10), "c"), with_agent(play(1, 10), "b"), nameless}, {}))
            .user_agent,
        "b");
}

TEST(Songplays, OfSeveralLoadsTheFirstLoadedIsKept) {
    OracleWarehouse warehouse;
    warehouse.load({with_agent(in_session(play(1, 10), 1, 5), "first")}, {});
    warehouse.load({with_agent(in_session(play(1, 10), 1, 0), "second")}, {});
    EXPECT_EQ(only_play(warehouse.star()).user_agent, "first");
}

TEST(Songplays, NewOnesAreNumberedAfterTheGreatestAndInOrder) {
    OracleWarehouse warehouse;
    warehouse.load({play(1, 100)}, {});
    warehouse.load(
        {without_user(play(1, 50)), play(2, 50), in_session(play(3, 50), 1, std::nullopt),
         in_session(play(4, 50), std::nullopt, 0), play(5, 40), play(1, 100)},
        {});
    std::vector<std::optional<std::int64_t>> users;
    for (const Songplay& songplay : warehouse.star().songplays)
        users.push_back(songplay.user_id);
    const std::vector<std::optional<std::int64_t>> expected = {1, 5, 2, std::nullopt, 3, 4};
    EXPECT_EQ(users, expected);
    EXPECT_EQ(warehouse.star().songplays.back().songplay_id, 6);
}

TEST(Match, SeveralSongsGiveOnePlayWithTheSmallestSong) {
    const Star star = star_of({play(1, 10)}, {song("s2", "a2"), song("s1", "a1")});
    EXPECT_EQ(only_play(star).song_id, "s1");
    EXPECT_EQ(only_play(star).artist_id, "a1");
}

TEST(Match, ASmallerSongThatArrivesLaterReplacesIt) {
    OracleWarehouse warehouse;
    warehouse.load({play(1, 10)}, {song("s2", "a2")});
    warehouse.load({}, {song("s1", "a1")});
    EXPECT_EQ(only_play(warehouse.star()).song_id, "s1");
    EXPECT_EQ(only_play(warehouse.star()).artist_id, "a1");
}

TEST(Match, ASongThatArrivesAfterItsPlaysIsMatched) {
    OracleWarehouse warehouse;
    warehouse.load({play(1, 10)}, {});
    warehouse.load({}, {song("s", "a")});
    EXPECT_EQ(only_play(warehouse.star()).song_id, "s");
    EXPECT_EQ(only_play(warehouse.star()).songplay_id, 1);
}

TEST(Match, ACorrectedSongTakesItBack) {
    OracleWarehouse warehouse;
    StagingSong corrected = song("s1", "a");
    corrected.duration = 201;
    warehouse.load({play(1, 10)}, {song("s1", "a"), song("s2", "a")});
    warehouse.load({}, {corrected});
    EXPECT_EQ(only_play(warehouse.star()).song_id, "s2");
}

TEST(Match, IsWithTheNameInTheSongRecordNotWithThatOfTheArtist) {
    StagingSong other = song("s1", "a");
    other.artist_name = "art";
    other.title = "other";
    const Star star = star_of({play(1, 10)}, {other, song("s2", "a")});
    EXPECT_EQ(star.artists.at(0).name, "art");
    EXPECT_EQ(only_play(star).song_id, "s2");
}

TEST(Match, IsByBytes) {
    for (const char* title : {"Title", "title ", " title"}) {
        StagingSong other = song("s", "a");
        other.title = title;
        expect_no_match(play(1, 10), other, NoMatch::no_such_title);
    }
}

TEST(Match, ATitleByAnotherArtistIsNone) {
    StagingSong other = song("s", "a");
    other.artist_name = "another";
    expect_no_match(play(1, 10), other, NoMatch::title_by_another_artist);
    other.artist_name = std::nullopt;
    expect_no_match(play(1, 10), other, NoMatch::title_by_another_artist);
}

TEST(Match, AnotherDurationIsNone) {
    StagingSong other = song("s", "a");
    other.duration = 200.50001;
    expect_no_match(play(1, 10), other, NoMatch::another_duration);
    other.duration = std::nullopt;
    expect_no_match(play(1, 10), other, NoMatch::another_duration);
}

TEST(Match, NullEqualsNothing) {
    StagingEvent event = play(1, 10);
    StagingSong record = song("s", "a");
    event.length.reset();
    record.duration.reset();
    expect_no_match(event, record, NoMatch::another_duration);
    event.artist.reset();
    record.artist_name.reset();
    expect_no_match(event, record, NoMatch::title_by_another_artist);
    event.song.reset();
    record.title.reset();
    expect_no_match(event, record, NoMatch::no_such_title);
}

TEST(Account, AddsUp) {
    OracleWarehouse warehouse;
    EXPECT_EQ(
        warehouse.load({play(1, 10), play(1, 10), play(2, 10), visit(1, 20)}, {song("s", "a")}),
        (LoadAccount{.events = 4, .songs = 1, .plays_added = 2, .plays_known = 1, .no_plays = 1}));
    EXPECT_EQ(
        warehouse.load({play(1, 10), play(1, 30)}, {}),
        (LoadAccount{.events = 2, .songs = 0, .plays_added = 1, .plays_known = 1, .no_plays = 0}));
}

TEST(Account, StagingKeepsAllThatWasEverLoaded) {
    OracleWarehouse warehouse;
    warehouse.load({play(1, 10)}, {song("s", "a")});
    warehouse.load({play(1, 10)}, {song("s", "a")});
    EXPECT_EQ(warehouse.staging_events().size(), 2U);
    EXPECT_EQ(warehouse.staging_songs().at(1).load_id, 2);
}

}  // namespace
}  // namespace sparkify::oracle
