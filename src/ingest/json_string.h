#pragma once

#include <cstdint>
#include <string_view>

namespace sparkify {

/// What came of decoding the inside of a JSON string.
enum class UnescapeResult : std::uint8_t {
    ok,
    has_nul,  ///< decoded, but it holds U+0000, which no warehouse can keep
    invalid,  ///< an escape that JSON does not know, or half of a surrogate pair
};

/// Decodes the escapes of `raw`, the text between the quotation marks of a JSON string, to UTF-8.
/// `output` must have room for raw.size() bytes; `decoded` becomes a view of what was written
/// there.
UnescapeResult unescape(std::string_view raw, char* output, std::string_view& decoded);

/// Whether all escapes of `raw` are valid, for a string that nobody needs decoded.
[[nodiscard]] bool escapes_are_valid(std::string_view raw);

}  // namespace sparkify
