#include "oracle/star.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "oracle/calendar.h"
#include "oracle/ordering.h"
#include "oracle/utf8.h"

namespace sparkify::oracle {
namespace {

using Direction = Ordering::Direction;

bool is_play(const StagingEvent& event) {
    return event.page == "NextSong";
}

/// The columns of an event that no other rule speaks of, in column order.
Ordering& by_remaining_columns(Ordering& order, const StagingEvent& left,
                               const StagingEvent& right) {
    return order.by(left.artist, right.artist)
        .by(left.auth, right.auth)
        .by(left.first_name, right.first_name)
        .by(left.gender, right.gender)
        .by(left.last_name, right.last_name)
        .by(left.length, right.length)
        .by(left.level, right.level)
        .by(left.location, right.location)
        .by(left.method, right.method)
        .by(left.page, right.page)
        .by(left.registration, right.registration)
        .by(left.song, right.song)
        .by(left.status, right.status)
        .by(left.user_agent, right.user_agent);
}

bool is_later(const StagingEvent& left, const StagingEvent& right) {
    Ordering order(Direction::descending);
    order.by(left.ts, right.ts)
        .by(left.session_id, right.session_id)
        .by(left.item_in_session, right.item_in_session);
    return by_remaining_columns(order, left, right).left_first();
}

User user_from(const StagingEvent& event) {
    return {.user_id = *event.user_id,
            .first_name = event.first_name,
            .last_name = event.last_name,
            .gender = event.gender,
            .level = event.level};
}

std::vector<User> build_users(const std::vector<StagingEvent>& events) {
    std::map<std::int64_t, const StagingEvent*> latest_of;
    for (const StagingEvent& event : events) {
        if (!event.user_id) continue;
        const StagingEvent*& latest = latest_of[*event.user_id];
        if (latest == nullptr || is_later(event, *latest)) latest = &event;
    }
    std::vector<User> users;
    users.reserve(latest_of.size());
    for (const auto& [user_id, event] : latest_of)
        users.push_back(user_from(*event));
    return users;
}

Song song_from(const StagingSong& record) {
    return {.song_id = record.song_id,
            .title = record.title,
            .artist_id = record.artist_id,
            .year = record.year == 0 ? std::nullopt : record.year,
            .duration = record.duration};
}

std::vector<Song> build_songs(const CurrentSongs& current) {
    std::vector<Song> songs;
    songs.reserve(current.by_song_id().size());
    for (const auto& [song_id, record] : current.by_song_id())
        songs.push_back(song_from(*record));
    return songs;
}

bool has_coordinates(const StagingSong& record) {
    return record.artist_latitude && record.artist_longitude;
}

std::optional<std::size_t> name_length(const StagingSong& record) {
    if (!record.artist_name) return std::nullopt;
    return count_characters(*record.artist_name);
}

/// Whether the left one of two records of an artist is to be preferred.
bool describes_artist_better(const StagingSong& left, const StagingSong& right) {
    if (has_coordinates(left) != has_coordinates(right)) return has_coordinates(left);
    if (left.artist_location.has_value() != right.artist_location.has_value()) {
        return left.artist_location.has_value();
    }
    return Ordering(Direction::ascending)
        .by(name_length(left), name_length(right))
        .by(left.song_id, right.song_id)
        .left_first();
}

Artist artist_from(const StagingSong& record) {
    return {.artist_id = record.artist_id,
            .name = record.artist_name,
            .location = record.artist_location,
            .latitude = record.artist_latitude,
            .longitude = record.artist_longitude};
}

std::vector<Artist> build_artists(const CurrentSongs& current) {
    std::map<std::string, const StagingSong*> best_of;
    for (const auto& [song_id, record] : current.by_song_id()) {
        const StagingSong*& best = best_of[record->artist_id];
        if (best == nullptr || describes_artist_better(*record, *best)) best = record;
    }
    std::vector<Artist> artists;
    artists.reserve(best_of.size());
    for (const auto& [artist_id, record] : best_of)
        artists.push_back(artist_from(*record));
    return artists;
}

/// What makes two events the same play. NULL equals NULL here, as std::optional has it.
using PlayKey = std::tuple<std::optional<std::int64_t>, std::optional<std::int64_t>, std::int64_t>;

PlayKey key_of(const StagingEvent& event) {
    return {event.user_id, event.session_id, event.ts};
}

/// Whether the left one of two events of the same play is the one to be kept.
bool is_kept(const StagingEvent& left, const StagingEvent& right) {
    Ordering order(Direction::ascending);
    order.by(left.load_id, right.load_id).by(left.item_in_session, right.item_in_session);
    return by_remaining_columns(order, left, right).left_first();
}

bool is_numbered_before(const StagingEvent* left, const StagingEvent* right) {
    return Ordering(Direction::ascending)
        .by(left->load_id, right->load_id)
        .by(left->ts, right->ts)
        .by(left->session_id, right->session_id)
        .by(left->item_in_session, right->item_in_session)
        .by(left->user_id, right->user_id)
        .left_first();
}

/// The event of each play, in the order of songplay_id.
std::vector<const StagingEvent*> distinct_plays(const std::vector<StagingEvent>& events) {
    std::map<PlayKey, const StagingEvent*> kept_of;
    for (const StagingEvent& event : events) {
        if (!is_play(event)) continue;
        const StagingEvent*& kept = kept_of[key_of(event)];
        if (kept == nullptr || is_kept(event, *kept)) kept = &event;
    }
    std::vector<const StagingEvent*> plays;
    plays.reserve(kept_of.size());
    for (const auto& [key, event] : kept_of)
        plays.push_back(event);
    std::sort(plays.begin(), plays.end(), is_numbered_before);
    return plays;
}

Songplay songplay_from(const StagingEvent& play, const StagingSong* song,
                       std::int64_t songplay_id) {
    Songplay songplay{.songplay_id = songplay_id,
                      .start_time = play.ts,
                      .user_id = play.user_id,
                      .level = play.level,
                      .session_id = play.session_id,
                      .location = play.location,
                      .user_agent = play.user_agent};
    if (song != nullptr) {
        songplay.song_id = song->song_id;
        songplay.artist_id = song->artist_id;
    }
    return songplay;
}

std::vector<Songplay> build_songplays(const std::vector<const StagingEvent*>& plays,
                                      const CurrentSongs& current) {
    std::vector<Songplay> songplays;
    songplays.reserve(plays.size());
    std::int64_t songplay_id = 0;
    for (const StagingEvent* play : plays) {
        songplays.push_back(songplay_from(*play, current.match(*play), ++songplay_id));
    }
    return songplays;
}

std::map<NoMatch, std::int64_t> count_unmatched(const std::vector<const StagingEvent*>& plays,
                                                const CurrentSongs& current) {
    std::map<NoMatch, std::int64_t> unmatched{{NoMatch::no_such_title, 0},
                                              {NoMatch::title_by_another_artist, 0},
                                              {NoMatch::another_duration, 0}};
    for (const StagingEvent* play : plays) {
        if (current.match(*play) == nullptr) ++unmatched[current.why_no_match(*play)];
    }
    return unmatched;
}

std::vector<Time> build_time(const std::vector<const StagingEvent*>& plays) {
    std::set<std::int64_t> start_times;
    for (const StagingEvent* play : plays)
        start_times.insert(play->ts);
    std::vector<Time> time;
    time.reserve(start_times.size());
    for (const std::int64_t start_time : start_times)
        time.push_back(time_of(start_time));
    return time;
}

template <class Row>
void append(std::vector<Row>& staging, std::vector<Row> rows, std::int64_t load_id) {
    for (Row& row : rows) {
        row.load_id = load_id;
        staging.push_back(std::move(row));
    }
}

}  // namespace

Star build_star(const std::vector<StagingEvent>& events, const std::vector<StagingSong>& songs) {
    const CurrentSongs current(songs);
    const std::vector<const StagingEvent*> plays = distinct_plays(events);
    return {.users = build_users(events),
            .songs = build_songs(current),
            .artists = build_artists(current),
            .time = build_time(plays),
            .songplays = build_songplays(plays, current),
            .unmatched = count_unmatched(plays, current)};
}

OracleWarehouse::OracleWarehouse() : star_(build_star({}, {})) {}

LoadAccount OracleWarehouse::load(const std::vector<StagingEvent>& events,
                                  const std::vector<StagingSong>& songs) {
    const std::size_t plays_before = star_.songplays.size();
    ++last_load_id_;
    append(events_, events, last_load_id_);
    append(songs_, songs, last_load_id_);
    star_ = build_star(events_, songs_);

    LoadAccount account;
    account.events = std::ssize(events);
    account.songs = std::ssize(songs);
    account.plays_added = static_cast<std::int64_t>(star_.songplays.size() - plays_before);
    const std::int64_t plays = std::count_if(events.begin(), events.end(), is_play);
    account.plays_known = plays - account.plays_added;
    account.no_plays = account.events - plays;
    return account;
}

}  // namespace sparkify::oracle
