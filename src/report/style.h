#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sparkify {

/// How a piece of text looks on a terminal with colours.
enum class Style : std::uint8_t {
    bold,
    dim,
    accent,   ///< what draws: bars
    warning,  ///< yellow
    error,    ///< red and bold
};

/// The text between the escape sequences (ECMA-48 SGR) of the style, or as it is without colour.
[[nodiscard]] std::string styled(std::string_view text, Style style, bool colour);

}  // namespace sparkify
