#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sparkify {

/// The columns that UTF-8 text takes on a terminal: none for combining marks, two for East Asian
/// wide characters and emoji, one for all else, each byte that is not UTF-8 included. Control
/// characters have no width that could be known: escape them first.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// The text if it fits into `width` columns, or its beginning and the ellipsis, which then take at
/// most `width` columns together. Never cuts a character or its combining marks apart.
[[nodiscard]] std::string truncated_to_width(std::string_view text, std::size_t width,
                                             std::string_view ellipsis);

/// The text with all that could act on a terminal made visible, so that data can neither send
/// escape sequences nor turn the order of what is shown: control characters as `\n`, `\t`, `\x1b`,
/// `\u009b`; line separators and marks of text direction as `\u202e`; bytes that are not UTF-8 as
/// `\xff`. A backslash stays as it is: this is for looking at, not for reading back.
[[nodiscard]] std::string escaped_for_terminal(std::string_view text);

}  // namespace sparkify
