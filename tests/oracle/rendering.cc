#include "oracle/rendering.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "oracle/calendar.h"

namespace sparkify::oracle {
namespace {

class RowText {
  public:
    template <class T>
    RowText& add(const T& value) {
        if (!is_first_) text_ += '\t';
        is_first_ = false;
        text_ += fmt::format("{}", value);
        return *this;
    }

    template <class T>
    RowText& add(const std::optional<T>& value) {
        return value ? add(*value) : add("\\N");
    }

    RowText& add_timestamp(std::int64_t microseconds) { return add(timestamp_text(microseconds)); }

    [[nodiscard]] std::string text() const { return text_; }

  private:
    bool is_first_ = true;
    std::string text_;
};

std::string row_text(const User& user) {
    return RowText()
        .add(user.user_id)
        .add(user.first_name)
        .add(user.last_name)
        .add(user.gender)
        .add(user.level)
        .text();
}

std::string row_text(const Song& song) {
    return RowText()
        .add(song.song_id)
        .add(song.title)
        .add(song.artist_id)
        .add(song.year)
        .add(song.duration)
        .text();
}

std::string row_text(const Artist& artist) {
    return RowText()
        .add(artist.artist_id)
        .add(artist.name)
        .add(artist.location)
        .add(artist.latitude)
        .add(artist.longitude)
        .text();
}

std::string row_text(const Time& time) {
    return RowText()
        .add_timestamp(time.start_time)
        .add(time.hour)
        .add(time.day)
        .add(time.week)
        .add(time.month)
        .add(time.year)
        .add(time.weekday)
        .text();
}

std::string row_text(const Songplay& play, RunColumns run) {
    RowText row;
    if (run == RunColumns::shown) row.add(play.songplay_id);
    return row.add_timestamp(play.start_time)
        .add(play.user_id)
        .add(play.level)
        .add(play.song_id)
        .add(play.artist_id)
        .add(play.session_id)
        .add(play.location)
        .add(play.user_agent)
        .text();
}

std::string row_text(const StagingEvent& event, RunColumns run) {
    RowText row;
    row.add(event.artist)
        .add(event.auth)
        .add(event.first_name)
        .add(event.gender)
        .add(event.item_in_session)
        .add(event.last_name)
        .add(event.length)
        .add(event.level)
        .add(event.location)
        .add(event.method)
        .add(event.page)
        .add(event.registration)
        .add(event.session_id)
        .add(event.song)
        .add(event.status)
        .add_timestamp(event.ts)
        .add(event.user_agent)
        .add(event.user_id);
    if (run == RunColumns::shown) row.add(event.load_id);
    return row.text();
}

std::string row_text(const StagingSong& song, RunColumns run) {
    RowText row;
    row.add(song.num_songs)
        .add(song.artist_id)
        .add(song.artist_latitude)
        .add(song.artist_longitude)
        .add(song.artist_location)
        .add(song.artist_name)
        .add(song.song_id)
        .add(song.title)
        .add(song.duration)
        .add(song.year);
    if (run == RunColumns::shown) row.add(song.load_id);
    return row.text();
}

template <class Row, class... RunChoice>
RenderedTable rendered_rows(const std::vector<Row>& rows, RunChoice... run) {
    RenderedTable table;
    table.reserve(rows.size());
    for (const Row& row : rows)
        table.push_back(row_text(row, run...));
    std::sort(table.begin(), table.end());
    return table;
}

}  // namespace

RenderedTable rendered(const std::vector<User>& users) {
    return rendered_rows(users);
}

RenderedTable rendered(const std::vector<Song>& songs) {
    return rendered_rows(songs);
}

RenderedTable rendered(const std::vector<Artist>& artists) {
    return rendered_rows(artists);
}

RenderedTable rendered(const std::vector<Time>& time) {
    return rendered_rows(time);
}

RenderedTable rendered(const std::vector<Songplay>& songplays, RunColumns run) {
    return rendered_rows(songplays, run);
}

RenderedTable rendered(const std::vector<StagingEvent>& events, RunColumns run) {
    return rendered_rows(events, run);
}

RenderedTable rendered(const std::vector<StagingSong>& songs, RunColumns run) {
    return rendered_rows(songs, run);
}

}  // namespace sparkify::oracle
