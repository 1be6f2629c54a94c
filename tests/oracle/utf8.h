#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sparkify::oracle {

/// The length in bytes of the well-formed UTF-8 sequence at the start of `bytes` (Unicode standard,
/// table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF); 0 when there is none.
[[nodiscard]] std::size_t utf8_sequence_length(std::string_view bytes);

/// Appends a code point, which must not be a surrogate, as UTF-8.
void append_utf8(std::string& text, char32_t code_point);

/// The number of code points in well-formed UTF-8.
[[nodiscard]] std::size_t count_characters(std::string_view text);

}  // namespace sparkify::oracle
