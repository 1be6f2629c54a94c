#pragma once

#include <span>
#include <string>
#include <string_view>

namespace sparkify {

/// The name that a mistyped one was probably meant to be: the one with the fewest edits (insertion,
/// deletion, replacement, swap of neighbours; letters compared without case), if they are few for
/// its length. Empty if none is near.
[[nodiscard]] std::string nearest_name(std::string_view typed, std::span<const std::string> names);

}  // namespace sparkify
