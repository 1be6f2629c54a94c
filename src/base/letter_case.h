#pragma once

#include <string>
#include <string_view>

namespace sparkify {

/// Whether two texts are the same but for the case of ASCII letters.
[[nodiscard]] bool equal_without_case(std::string_view left, std::string_view right);

/// The text with its ASCII capitals as small letters.
[[nodiscard]] std::string in_lower_case(std::string_view text);

}  // namespace sparkify
