#include "generate/song_writer.h"

#include <fmt/format.h>

#include "generate/json_text.h"

namespace sparkify {

namespace {

constexpr std::uint32_t kSharesAnObject = 60;

void append_coordinate(std::string& out, const Song& song, std::int64_t Coordinates::*which) {
    if (song.coordinates) {
        append_hundred_thousandths(out, *song.coordinates.*which);
    } else {
        out += "null";
    }
}

std::string json(const Name& name) {
    return name.number ? name.text : json_string(name.text, JsonSpelling::song);
}

/// song_data/A/B/C/TRABC....json
std::string object_name(const Song& song) {
    const std::string& id = song.track_id;
    return fmt::format("song_data/{}/{}/{}/{}.json", id[2], id[3], id[4], id);
}

}  // namespace

std::string song_record(const Song& song) {
    std::string out =
        fmt::format(R"({{"num_songs": 1, "artist_id": "{}", "artist_latitude": )", song.artist_id);
    append_coordinate(out, song, &Coordinates::latitude);
    out += R"(, "artist_longitude": )";
    append_coordinate(out, song, &Coordinates::longitude);
    out += R"(, "artist_location": )" + json_string(song.location, JsonSpelling::song);
    out += R"(, "artist_name": )" + json(song.artist_name);
    out += fmt::format(R"(, "song_id": "{}", "title": )", song.song_id) + json(song.title);
    out += R"(, "duration": )";
    append_hundred_thousandths(out, song.duration);
    out += fmt::format(R"(, "year": {}}})", song.year);
    return out;
}

void write_songs(RecordWriter& records, const std::vector<Song>& songs, bool crowded,
                 Random random) {
    for (const Song& song : songs) {
        const bool shares = crowded && records.objects() > 0 && random.chance(kSharesAnObject);
        if (!shares) records.open(object_name(song));
        records.write(song_record(song));
    }
    records.close();
}

}  // namespace sparkify
