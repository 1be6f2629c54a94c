#pragma once

#include <cstdint>
#include <string_view>

namespace sparkify {

/// What came of converting the text of a number.
enum class NumberResult : std::uint8_t {
    ok,
    not_a_number,
    not_integral,  ///< 4.5 for an integer column
    out_of_range,
};

/// Which spellings of a number are taken.
enum class NumberGrammar : std::uint8_t {
    json,  ///< a JSON number: no plus, no leading zeros
    text,  ///< the inside of a JSON string: as JSON, and also a plus or leading zeros
};

/// Whether `text` as a whole is a number as JSON spells it.
[[nodiscard]] bool is_json_number(std::string_view text);

/// Converts to an integer of 64 bits, exactly: 1540919166796.0 and 1e3 are integral, 4.5 is not.
NumberResult to_integer(std::string_view text, NumberGrammar grammar, std::int64_t& value);

/// Converts to the nearest double. Too large is out of range, too small is zero. Zero has no sign:
/// it makes no difference to any rule, and DuckDB loses it when it compresses a column.
NumberResult to_double(std::string_view text, NumberGrammar grammar, double& value);

}  // namespace sparkify
