#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sparkify {

/// Which of the two kinds of records; they differ in keys and separators.
enum class RecordType : std::uint8_t { log, song };

/// A key, without its quotation marks, and its value as JSON.
struct Member {
    std::string key;
    std::string value;
};

using Members = std::vector<Member>;

/// What stands around the members of a record.
struct Punctuation {
    std::string_view open;
    std::string_view colon;
    std::string_view comma;
    std::string_view close;
};

/// Minified for log records, with blanks after colon and comma for song records.
Punctuation usual_punctuation(RecordType type);

/// One member per line.
inline constexpr Punctuation kPretty = {"{\n    ", ": ", ",\n    ", "\n}"};

/// The members of a record that append_log_record or append_song_record wrote.
Members split_record(std::string_view record, RecordType type);

/// The reverse.
std::string joined(const Members& members, const Punctuation& punctuation);

}  // namespace sparkify
