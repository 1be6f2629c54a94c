#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sparkify {

/// `bytes` as UTF-8 without U+0000: every byte that cannot be kept becomes U+FFFD. For showing and
/// storing what was rejected. Cut behind a whole character to at most `max_bytes`.
[[nodiscard]] std::string as_valid_text(std::string_view bytes,
                                        std::size_t max_bytes = std::string_view::npos);

/// The same with "\xE9" in place of every byte that cannot be kept. What holds one is no JSON text.
[[nodiscard]] std::string marked_bytes(std::string_view bytes);

/// `bytes` as UTF-8 without U+0000, of which unescaped_bytes() makes the same bytes again: every
/// byte that cannot be kept becomes "\xFF" with its two digits, and a backslash two. For storing
/// names.
[[nodiscard]] std::string escaped_bytes(std::string_view bytes);
[[nodiscard]] std::string unescaped_bytes(std::string_view text);

}  // namespace sparkify
