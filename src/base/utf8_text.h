#pragma once

#include <string>
#include <string_view>

namespace sparkify {

/// `bytes` as UTF-8 without U+0000: every byte that cannot be kept becomes U+FFFD. For showing and
/// storing what was rejected.
[[nodiscard]] std::string as_valid_text(std::string_view bytes);

}  // namespace sparkify
