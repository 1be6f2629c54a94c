#include "pipeline/delivery.h"

#include <fstream>
#include <iterator>

#include "oracle/record_reader.h"
#include "pipeline/json_record.h"

namespace sparkify {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Objects objects_in(const fs::path& folder) {
    Objects objects;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        objects.emplace(entry.path().lexically_relative(folder).generic_string(),
                        content_of(entry.path()));
    }
    return objects;
}

template <class T>
void append(std::vector<T>& all, const std::vector<T>& some) {
    all.insert(all.end(), some.begin(), some.end());
}

template <class Row>
std::string lines_of(const std::vector<Row>& rows) {
    std::string text;
    for (const Row& row : rows)
        text += json_record(row) + '\n';
    return text;
}

}  // namespace

Delivery delivery_in(const fs::path& folder) {
    return {objects_in(folder / "log_data"), objects_in(folder / "song_data")};
}

ReadDelivery read_by_oracle(const Delivery& delivery) {
    ReadDelivery all;
    for (const auto& [path, bytes] : delivery.logs) {
        const auto records = oracle::read_events(path, bytes);
        append(all.events, records.rows);
        append(all.rejected_events, records.rejects);
    }
    for (const auto& [path, bytes] : delivery.songs) {
        const auto records = oracle::read_songs(path, bytes);
        append(all.songs, records.rows);
        append(all.rejected_songs, records.rejects);
    }
    return all;
}

Delivery delivery_of(const std::vector<oracle::StagingEvent>& events,
                     const std::vector<oracle::StagingSong>& songs) {
    Delivery delivery;
    if (!events.empty()) delivery.logs.emplace("events.json", lines_of(events));
    if (!songs.empty()) delivery.songs.emplace("songs.json", lines_of(songs));
    return delivery;
}

}  // namespace sparkify
