#pragma once

#include <string>

namespace sparkify {

/// A share of a whole, written as 0.01 or as 1%: a number from 0 to 1. Throws Error(usage).
[[nodiscard]] double parse_share(const std::string& text);

}  // namespace sparkify
