#include "pipeline/double_reading.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "base/error.h"
#include "ingest/test_reading.h"
#include "model/model.h"
#include "oracle/record_reader.h"

namespace sparkify {
namespace {

void append(std::string& row, const std::optional<std::string>& value) {
    row += value ? fmt::format("{}:{}|", value->size(), *value) : "~|";
}

template <class Number>
void append(std::string& row, const std::optional<Number>& value) {
    row += value ? fmt::format("{}|", *value) : "~|";
}

void append(std::string& row, const std::string& value) {
    append(row, std::optional(value));
}

void append(std::string& row, std::int64_t value) {
    append(row, std::optional(value));
}

template <class... Values>
std::string row_of(const Values&... values) {
    std::string row;
    (append(row, values), ...);
    return row;
}

std::string shown(const oracle::StagingEvent& e) {
    return row_of(e.artist, e.auth, e.first_name, e.gender, e.item_in_session, e.last_name,
                  e.length, e.level, e.location, e.method, e.page, e.registration, e.session_id,
                  e.song, e.status, e.ts, e.user_agent, e.user_id);
}

std::string shown(const oracle::StagingSong& s) {
    return row_of(s.num_songs, s.artist_id, s.artist_latitude, s.artist_longitude,
                  s.artist_location, s.artist_name, s.song_id, s.title, s.duration, s.year);
}

std::string shown(const RecordBatch& batch, std::size_t row) {
    std::string text;
    for (const ColumnValues& column : batch.columns()) {
        if (!column.has(row))
            text += "~|";
        else if (column.type == ColumnType::text)
            append(text, std::string(column.texts[row]));
        else if (column.type == ColumnType::double_precision)
            append(text, std::optional(column.doubles[row]));
        else
            append(text, column.integers[row]);
    }
    return text;
}

/// Rejects on one line may come in any order.
void append_rejects(Reading& reading, std::vector<std::string> rejects) {
    std::ranges::sort(rejects);
    reading.insert(reading.end(), rejects.begin(), rejects.end());
}

template <class Row>
Reading reading_of(const oracle::Records<Row>& records) {
    Reading reading;
    for (const Row& row : records.rows)
        reading.push_back(shown(row));
    std::vector<std::string> rejects;
    for (const oracle::Reject& reject : records.rejects)
        rejects.push_back(fmt::format("reject on line {} for \"{}\"", reject.line, reject.column));
    append_rejects(reading, std::move(rejects));
    return reading;
}

}  // namespace

DoubleReading::DoubleReading(std::string_view table, bool is_events) : is_events_(is_events) {
    const Model model = Model::embedded();
    columns_ = model.columns_of(table);
    columns_.pop_back();  // load_id, which is not in the records
    paths_ = json_paths_by_name(columns_);
    if (is_events) paths_ = parse_json_paths(*model.json_paths_of(table), "", columns_.size());
    for (const JsonPath& path : paths_)
        keys_.push_back(std::get<std::string>(path.front()));
}

Reading DoubleReading::by_oracle(std::string_view bytes) const {
    return is_events_ ? reading_of(oracle::read_events("object", bytes))
                      : reading_of(oracle::read_songs("object", bytes));
}

Reading DoubleReading::by_program(std::string bytes) const {
    MemoryStore store;
    store.put("object", std::move(bytes));
    const std::vector<Object> objects = store.list("");
    RejectLog rejects(kNoLimit);
    ReadProgress progress;
    RecordSource source(store, objects, columns_, paths_, rejects, progress);
    Reading reading;
    try {
        read(source, reading);
    } catch (const Error& error) {
        return {fmt::format("error: {}", error.what())};
    }
    std::vector<std::string> lines;
    for (const Reject& reject : sorted_rejects(rejects))
        lines.push_back(fmt::format("reject on line {} for \"{}\"", reject.line, reject.column));
    append_rejects(reading, std::move(lines));
    return reading;
}

void DoubleReading::read(RecordSource& source, Reading& reading) const {
    const auto reader = source.open_reader();
    RecordBatch batch(columns_);
    while (reader->next(batch))
        for (std::size_t row = 0; row < batch.rows(); ++row)
            reading.push_back(shown(batch, row));
}

}  // namespace sparkify
