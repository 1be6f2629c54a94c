#include "pipeline/adversarial_data.h"

#include <optional>
#include <string>

namespace sparkify {
namespace {

using Text = std::optional<std::string>;
using BigInt = std::optional<std::int64_t>;
using Integer = std::optional<std::int32_t>;
using Double = std::optional<double>;

constexpr std::int64_t kFirstMillisecond = 1'541'105'830'796;

/// In front, where it leaves what a text ends with as it is.
void move_to(unsigned world, Text& text) {
    if (text) text = std::to_string(world) + *text;
}

}  // namespace

oracle::StagingEvent AdversarialData::event(unsigned world) {
    oracle::StagingEvent event;
    event.artist = one_of<Text>({"A", "A", "A ", "a", "Ä", "\t", std::nullopt});
    event.auth = one_of<Text>({"Logged In", "Logged In", std::nullopt});
    event.first_name = one_of<Text>({"Ann", "ann", "Ann ", std::nullopt});
    event.gender = one_of<Text>({"F", "M", std::nullopt});
    event.item_in_session = one_of<Integer>({-1, 0, 0, 1, 10, std::nullopt});
    event.last_name = one_of<Text>({"Z", "z", std::nullopt});
    event.length = one_of<Double>({200.0, 200.0, 200.4, 0.0, 0.0, std::nullopt});
    event.level = one_of<Text>({"free", "paid", "paid", std::nullopt});
    event.location = one_of<Text>({"here", "there", std::nullopt});
    event.method = one_of<Text>({"PUT", "GET", std::nullopt});
    event.page = one_of<Text>({"NextSong", "NextSong", "NextSong", "NextSong", "NextSong ",
                               "nextsong", "Home", std::nullopt});
    event.registration = one_of<Double>({1.5e12, 1.6e12, std::nullopt});
    event.session_id = one_of<BigInt>({-1, 0, 1, std::nullopt});
    event.song = one_of<Text>({"T", "T", "T ", "t", " T", std::nullopt});
    event.status = one_of<Integer>({200, 404, std::nullopt});
    event.ts =
        kFirstMillisecond + std::int64_t{world} * 10'000 + one_of<std::int64_t>({0, 0, 1, 1000});
    event.ts *= 1000;
    event.user_agent = one_of<Text>({"\"agent\"", "agent", std::nullopt});
    event.user_id = one_of<BigInt>({-1, 0, 1, 1, 2, std::nullopt});
    if (event.user_id > 0) *event.user_id += std::int64_t{10} * world;
    move_to(world, event.artist);
    move_to(world, event.song);
    return event;
}

oracle::StagingSong AdversarialData::song(unsigned world) {
    oracle::StagingSong song;
    song.num_songs = one_of<Integer>({1, 2, std::nullopt});
    song.artist_id = one_of<std::string>({"AR1", "AR1", "AR2", "AR1" + end_of_id_, "ar1"});
    song.artist_latitude = one_of<Double>({1.5, 2.5, std::nullopt, std::nullopt});
    song.artist_longitude = one_of<Double>({1.5, -2.5, std::nullopt});
    song.artist_location = one_of<Text>({"here", "there", std::nullopt, std::nullopt});
    song.artist_name = one_of<Text>({"A", "A", "A ", "a", "Ä", "A\u0308", "ab", std::nullopt});
    song.song_id = one_of<std::string>({"S1", "S2", "S3", "S10", "S1" + end_of_id_, "s1"});
    song.title = one_of<Text>({"T", "T", "T ", "t", " T", std::nullopt});
    song.duration = one_of<Double>({200.0, 200.0, 200.4, 0.0, std::nullopt});
    song.year = one_of<Integer>({0, 0, 1999, 2000, std::nullopt});
    song.artist_id = std::to_string(world) + song.artist_id;
    song.song_id = std::to_string(world) + song.song_id;
    move_to(world, song.artist_name);
    move_to(world, song.title);
    return song;
}

std::vector<oracle::StagingEvent> AdversarialData::events(unsigned most) {
    std::vector<oracle::StagingEvent> events;
    for (unsigned world = 0; world < worlds_; ++world)
        for (unsigned count = below(most + 1); count > 0; --count)
            events.push_back(event(world));
    return events;
}

std::vector<oracle::StagingSong> AdversarialData::songs(unsigned most) {
    std::vector<oracle::StagingSong> songs;
    for (unsigned world = 0; world < worlds_; ++world)
        for (unsigned count = below(most + 1); count > 0; --count)
            songs.push_back(song(world));
    return songs;
}

}  // namespace sparkify
