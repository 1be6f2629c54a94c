#include "oracle/current_songs.h"

#include "oracle/ordering.h"

namespace sparkify::oracle {
namespace {

/// Whether the left record of a song_id is to be preferred.
bool is_more_current(const StagingSong& left, const StagingSong& right) {
    if (left.load_id != right.load_id) return left.load_id > right.load_id;
    return Ordering(Ordering::Direction::ascending)
        .by(left.title, right.title)
        .by(left.artist_id, right.artist_id)
        .by(left.year, right.year)
        .by(left.duration, right.duration)
        .by(left.artist_name, right.artist_name)
        .by(left.artist_location, right.artist_location)
        .by(left.artist_latitude, right.artist_latitude)
        .by(left.artist_longitude, right.artist_longitude)
        .by(left.num_songs, right.num_songs)
        .left_first();
}

}  // namespace

CurrentSongs::CurrentSongs(const std::vector<StagingSong>& staging_songs) {
    for (const StagingSong& song : staging_songs) {
        const StagingSong*& current = by_song_id_[song.song_id];
        if (current == nullptr || is_more_current(song, *current)) current = &song;
    }
    for (const auto& [song_id, song] : by_song_id_) {
        if (!song->title) continue;
        titles_.insert(*song->title);
        if (song->artist_name) {
            by_title_and_artist_[{*song->title, *song->artist_name}].push_back(song);
        }
    }
}

const std::vector<const StagingSong*>& CurrentSongs::candidates(const StagingEvent& play) const {
    if (!play.song || !play.artist) return none_;
    const auto found = by_title_and_artist_.find({*play.song, *play.artist});
    return found == by_title_and_artist_.end() ? none_ : found->second;
}

const StagingSong* CurrentSongs::match(const StagingEvent& play) const {
    for (const StagingSong* song : candidates(play)) {
        if (song->duration && play.length && *song->duration == *play.length) return song;
    }
    return nullptr;
}

NoMatch CurrentSongs::why_no_match(const StagingEvent& play) const {
    if (!play.song || !titles_.contains(*play.song)) return NoMatch::no_such_title;
    if (candidates(play).empty()) return NoMatch::title_by_another_artist;
    return NoMatch::another_duration;
}

}  // namespace sparkify::oracle
