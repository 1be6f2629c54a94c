#pragma once

#include <cstdint>
#include <string_view>

namespace sparkify {

/// Reads an amount of memory as users write it: "512MB", "2 GB", "1.5GiB", "1000000" (bytes).
/// Decimal and binary units are told apart. Throws Error(usage).
[[nodiscard]] std::uint64_t parse_byte_size(std::string_view text);

}  // namespace sparkify
