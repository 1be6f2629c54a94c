#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sparkify {

/// How a string is spelled in JSON. The real log objects escape '/', the song objects do not.
enum class JsonSpelling : std::uint8_t {
    log,            ///< ASCII, non-ASCII as \uXXXX with lower-case hex, '/' as \/
    song,           ///< the same, but '/' as it is
    raw_utf8,       ///< non-ASCII as UTF-8 bytes
    fully_escaped,  ///< every character as \uXXXX with upper-case hex
};

/// The text as a JSON string, with its quotation marks. The text must be UTF-8.
std::string json_string(std::string_view utf8, JsonSpelling spelling);

/// The reverse: the UTF-8 text of a JSON string written by json_string.
std::string json_string_text(std::string_view json);

/// Appends a whole number.
void append_number(std::string& out, std::uint64_t number);

/// Appends a number of hundred-thousandths as a decimal with one to five decimals, not padded
/// ("231.5", "-86.77836", "240.0"): how the real data writes durations and coordinates.
void append_hundred_thousandths(std::string& out, std::int64_t number);

}  // namespace sparkify
