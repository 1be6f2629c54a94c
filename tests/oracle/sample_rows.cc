#include "oracle/sample_rows.h"

#include "oracle/rendering.h"

namespace sparkify::oracle {
namespace {

constexpr std::int64_t kMicrosecondsPerSecond = 1'000'000;

void append(std::vector<std::string>& lines, const std::string& table, const RenderedTable& rows) {
    for (const std::string& row : rows)
        lines.push_back(table + ": " + row);
}

}  // namespace

StagingEvent play(std::int64_t user_id, std::int64_t seconds) {
    StagingEvent event;
    event.artist = "artist";
    event.item_in_session = 0;
    event.length = 200.5;
    event.level = "free";
    event.page = "NextSong";
    event.session_id = 1;
    event.song = "title";
    event.ts = seconds * kMicrosecondsPerSecond;
    event.user_id = user_id;
    return event;
}

StagingEvent visit(std::int64_t user_id, std::int64_t seconds) {
    StagingEvent event;
    event.level = "free";
    event.page = "Home";
    event.session_id = 1;
    event.ts = seconds * kMicrosecondsPerSecond;
    event.user_id = user_id;
    return event;
}

StagingSong song(const std::string& song_id, const std::string& artist_id) {
    StagingSong song;
    song.artist_id = artist_id;
    song.artist_name = "artist";
    song.song_id = song_id;
    song.title = "title";
    song.duration = 200.5;
    song.year = 2018;
    return song;
}

std::vector<std::string> whole_star(const Star& star) {
    std::vector<std::string> lines;
    append(lines, "users", rendered(star.users));
    append(lines, "songs", rendered(star.songs));
    append(lines, "artists", rendered(star.artists));
    append(lines, "time", rendered(star.time));
    append(lines, "songplays", rendered(star.songplays, RunColumns::hidden));
    return lines;
}

}  // namespace sparkify::oracle
