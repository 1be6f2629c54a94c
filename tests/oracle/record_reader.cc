#include "oracle/record_reader.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <variant>

#include "oracle/conversion.h"
#include "oracle/record_splitter.h"

namespace sparkify::oracle {
namespace {

struct Stored {
    bool is_null = false;
    std::optional<Refusal> refusal;
};

template <class Row>
using Store = std::function<Stored(Row&, const JsonValue&)>;

template <class Row>
struct Column {
    std::string_view name;
    std::string_view key;
    Store<Row> store;
    bool required = false;
};

template <class Row, class Member, class Convert>
Store<Row> stored_in(Member Row::*member, Convert convert) {
    return [member, convert](Row& row, const JsonValue& value) {
        auto converted = convert(value);
        if (converted.value) row.*member = std::move(*converted.value);
        return Stored{.is_null = !converted.value, .refusal = std::move(converted.refusal)};
    };
}

template <class Row, class Member>
Store<Row> text(Member Row::*member, std::size_t max_bytes) {
    return stored_in(member, [max_bytes](const JsonValue& v) { return to_text(v, max_bytes); });
}

template <class Row, class Member>
Store<Row> integer(Member Row::*member) {
    return stored_in(member, to_integer);
}

template <class Row, class Member>
Store<Row> bigint(Member Row::*member) {
    return stored_in(member, to_bigint);
}

template <class Row, class Member>
Store<Row> number(Member Row::*member) {
    return stored_in(member, to_double);
}

template <class Row, class Member>
Store<Row> timestamp(Member Row::*member) {
    return stored_in(member, to_timestamp);
}

const std::vector<Column<StagingEvent>>& event_columns() {
    using Event = StagingEvent;
    static const std::vector<Column<Event>> columns = {
        {"artist", "artist", text(&Event::artist, 1024)},
        {"auth", "auth", text(&Event::auth, 64)},
        {"first_name", "firstName", text(&Event::first_name, 256)},
        {"gender", "gender", text(&Event::gender, 16)},
        {"item_in_session", "itemInSession", integer(&Event::item_in_session)},
        {"last_name", "lastName", text(&Event::last_name, 256)},
        {"length", "length", number(&Event::length)},
        {"level", "level", text(&Event::level, 16)},
        {"location", "location", text(&Event::location, 1024)},
        {"method", "method", text(&Event::method, 16)},
        {"page", "page", text(&Event::page, 64)},
        {"registration", "registration", number(&Event::registration)},
        {"session_id", "sessionId", bigint(&Event::session_id)},
        {"song", "song", text(&Event::song, 1024)},
        {"status", "status", integer(&Event::status)},
        {"ts", "ts", timestamp(&Event::ts), true},
        {"user_agent", "userAgent", text(&Event::user_agent, 1024)},
        {"user_id", "userId", bigint(&Event::user_id)},
    };
    return columns;
}

const std::vector<Column<StagingSong>>& song_columns() {
    using Song = StagingSong;
    static const std::vector<Column<Song>> columns = {
        {"num_songs", "num_songs", integer(&Song::num_songs)},
        {"artist_id", "artist_id", text(&Song::artist_id, 64), true},
        {"artist_latitude", "artist_latitude", number(&Song::artist_latitude)},
        {"artist_longitude", "artist_longitude", number(&Song::artist_longitude)},
        {"artist_location", "artist_location", text(&Song::artist_location, 1024)},
        {"artist_name", "artist_name", text(&Song::artist_name, 1024)},
        {"song_id", "song_id", text(&Song::song_id, 64), true},
        {"title", "title", text(&Song::title, 1024)},
        {"duration", "duration", number(&Song::duration)},
        {"year", "year", integer(&Song::year)},
    };
    return columns;
}

/// The members that count, in the order of the source: of a key's several the last.
std::vector<const JsonMember*> winning_members(const std::vector<JsonMember>& members) {
    std::map<std::string_view, const JsonMember*> last_of;
    for (const JsonMember& member : members)
        last_of[member.key] = &member;
    std::vector<const JsonMember*> winners;
    for (const JsonMember& member : members) {
        if (last_of[member.key] == &member) winners.push_back(&member);
    }
    return winners;
}

Reject bad_value(std::int64_t line, std::string_view column, const Refusal& refusal) {
    return {.object = {},
            .line = line,
            .column = std::string(column),
            .kind = refusal.kind,
            .reason = refusal.reason};
}

template <class Row>
class RowBuilder {
  public:
    RowBuilder(const std::vector<Column<Row>>& columns, const RawRecord& record)
        : columns_(columns), record_(record), filled_(columns.size(), false) {}

    std::variant<Row, Reject> build() {
        for (const JsonMember* member : winning_members(record_.members)) {
            if (auto reject = store(*member)) return *std::move(reject);
        }
        if (auto reject = missing_value()) return *std::move(reject);
        return row_;
    }

  private:
    std::optional<Reject> store(const JsonMember& member) {
        const auto column =
            std::find_if(columns_.begin(), columns_.end(),
                         [&](const Column<Row>& one) { return one.key == member.key; });
        if (column == columns_.end()) return std::nullopt;
        const Stored stored = column->store(row_, member.value);
        if (stored.refusal) return bad_value(record_.line, column->name, *stored.refusal);
        filled_[static_cast<std::size_t>(column - columns_.begin())] = !stored.is_null;
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Reject> missing_value() const {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (!columns_[i].required || filled_[i]) continue;
            return bad_value(record_.line, columns_[i].name, {RejectKind::missing, "no value"});
        }
        return std::nullopt;
    }

    const std::vector<Column<Row>>& columns_;
    const RawRecord& record_;
    std::vector<bool> filled_;
    Row row_;
};

template <class Row>
std::variant<Row, Reject> row_or_reject(const std::vector<Column<Row>>& columns,
                                        const std::variant<RawRecord, Reject>& piece) {
    if (const auto* reject = std::get_if<Reject>(&piece)) return *reject;
    return RowBuilder<Row>(columns, std::get<RawRecord>(piece)).build();
}

template <class Row>
Records<Row> read_records(const std::vector<Column<Row>>& columns, const std::string& object,
                          std::string_view bytes) {
    Records<Row> records;
    RecordSplitter splitter(bytes);
    while (const auto piece = splitter.next()) {
        std::variant<Row, Reject> result = row_or_reject(columns, *piece);
        if (auto* row = std::get_if<Row>(&result)) {
            records.rows.push_back(std::move(*row));
        } else {
            records.rejects.push_back(std::get<Reject>(std::move(result)));
            records.rejects.back().object = object;
        }
    }
    return records;
}

}  // namespace

Records<StagingEvent> read_events(const std::string& object, std::string_view bytes) {
    return read_records(event_columns(), object, bytes);
}

Records<StagingSong> read_songs(const std::string& object, std::string_view bytes) {
    return read_records(song_columns(), object, bytes);
}

}  // namespace sparkify::oracle
