#pragma once

#include <string>

namespace sparkify {

/// An address range in CIDR notation, of IPv4 or IPv6, with the bits behind the prefix cleared:
/// "203.0.113.7" -> "203.0.113.7/32", "10.1.2.3/8" -> "10.0.0.0/8". Throws Error(usage) for what is
/// none.
[[nodiscard]] std::string checked_range(const std::string& text);

/// Whether so much of the world is in a range that it protects nothing: a prefix of less than 8
/// bits of IPv4, or 16 of IPv6.
[[nodiscard]] bool is_open_to_the_world(const std::string& range);

}  // namespace sparkify
