#include <algorithm>
#include <random>
#include <set>
#include <tuple>

#include <gtest/gtest.h>

#include "oracle/sample_rows.h"
#include "oracle/star.h"

namespace sparkify::oracle {
namespace {

using Random = std::mt19937;

int below(Random& random, int limit) {
    return std::uniform_int_distribution(0, limit - 1)(random);
}

std::optional<std::string> any_text(Random& random, const std::string& start) {
    const int choice = below(random, 4);
    return choice == 0 ? std::nullopt : std::optional(start + std::to_string(choice));
}

/// An event out of so few that many coincide in some columns.
StagingEvent any_event(Random& random) {
    StagingEvent event = play(below(random, 4), below(random, 6));
    if (below(random, 4) == 0) event.page = "Home";
    if (below(random, 5) == 0) event.user_id = std::nullopt;
    event.session_id = below(random, 3);
    if (below(random, 5) == 0) event.session_id = std::nullopt;
    event.item_in_session = below(random, 3);
    event.level = any_text(random, "level");
    event.artist = any_text(random, "artist");
    event.song = any_text(random, "title");
    event.length = below(random, 2);
    return event;
}

StagingSong any_song(Random& random, int number) {
    StagingSong record = song("s" + std::to_string(number), "a" + std::to_string(below(random, 4)));
    record.artist_name = any_text(random, "artist");
    record.title = any_text(random, "title");
    record.artist_location = any_text(random, "location");
    record.duration = below(random, 2);
    record.year = below(random, 2);
    if (below(random, 2) == 0) record.artist_latitude = record.artist_longitude = number;
    return record;
}

/// Events of which no two are different records of the same play.
std::vector<StagingEvent> events_without_contradiction(Random& random) {
    std::set<std::tuple<std::optional<std::int64_t>, std::optional<std::int64_t>, std::int64_t>>
        seen;
    std::vector<StagingEvent> events;
    for (int i = 0; i < 40; ++i) {
        const StagingEvent event = any_event(random);
        const bool is_play = event.page == "NextSong";
        if (is_play && !seen.emplace(event.user_id, event.session_id, event.ts).second) continue;
        events.push_back(event);
    }
    events.push_back(events.front());
    return events;
}

std::vector<StagingSong> songs_without_contradiction(Random& random) {
    std::vector<StagingSong> songs;
    for (int i = 0; i < 12; ++i)
        songs.push_back(any_song(random, i));
    songs.push_back(songs.front());
    return songs;
}

template <class Row>
std::vector<Row> take_some(Random& random, std::vector<Row>& rows) {
    const int count = std::min(below(random, 9), static_cast<int>(rows.size()));
    std::vector<Row> taken(rows.end() - count, rows.end());
    rows.resize(rows.size() - taken.size());
    return taken;
}

Star loaded_at_once(const std::vector<StagingEvent>& events,
                    const std::vector<StagingSong>& songs) {
    OracleWarehouse warehouse;
    warehouse.load(events, songs);
    return warehouse.star();
}

Star loaded_in_random_runs(Random& random, std::vector<StagingEvent> events,
                           std::vector<StagingSong> songs) {
    std::shuffle(events.begin(), events.end(), random);
    std::shuffle(songs.begin(), songs.end(), random);
    OracleWarehouse warehouse;
    while (!events.empty() || !songs.empty()) {
        warehouse.load(take_some(random, events), take_some(random, songs));
    }
    return warehouse.star();
}

void expect_proper_songplay_ids(const Star& star) {
    for (std::size_t i = 0; i < star.songplays.size(); ++i) {
        ASSERT_EQ(star.songplays[i].songplay_id, static_cast<std::int64_t>(i + 1));
    }
}

TEST(OrderIndependence, AnyOrderInAnyNumberOfRunsEndsInTheSameStar) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        Random random(seed);
        const auto events = events_without_contradiction(random);
        const auto songs = songs_without_contradiction(random);
        const Star star = loaded_in_random_runs(random, events, songs);
        ASSERT_EQ(whole_star(star), whole_star(loaded_at_once(events, songs))) << "seed " << seed;
        expect_proper_songplay_ids(star);
    }
}

TEST(OrderIndependence, WithinOneRunContradictionsAreDecidedInAnyOrder) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        Random random(seed);
        std::vector<StagingEvent> events;
        std::vector<StagingSong> songs;
        for (int i = 0; i < 40; ++i)
            events.push_back(any_event(random));
        for (int i = 0; i < 20; ++i)
            songs.push_back(any_song(random, below(random, 6)));
        const Star star = loaded_at_once(events, songs);
        std::shuffle(events.begin(), events.end(), random);
        std::shuffle(songs.begin(), songs.end(), random);
        const Star shuffled = loaded_at_once(events, songs);
        ASSERT_EQ(whole_star(star), whole_star(shuffled)) << "seed " << seed;
        ASSERT_EQ(star.songplays, shuffled.songplays) << "seed " << seed;
    }
}

TEST(OrderIndependence, LoadingTheSameAgainChangesNothing) {
    for (unsigned seed = 0; seed < 100; ++seed) {
        Random random(seed);
        OracleWarehouse warehouse;
        std::vector<StagingEvent> events;
        for (int i = 0; i < 40; ++i)
            events.push_back(any_event(random));
        const auto songs = songs_without_contradiction(random);
        warehouse.load(events, songs);
        const Star before = warehouse.star();
        const LoadAccount account = warehouse.load(events, songs);
        ASSERT_EQ(account.plays_added, 0);
        ASSERT_EQ(whole_star(warehouse.star()), whole_star(before)) << "seed " << seed;
        ASSERT_EQ(warehouse.star().songplays, before.songplays) << "seed " << seed;
    }
}

}  // namespace
}  // namespace sparkify::oracle
