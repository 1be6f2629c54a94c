#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sparkify {

/// Digits in groups of three: `2000000` becomes `2,000,000`, `-1234.5678` becomes `-1,234.5678`.
/// Text that is no plain decimal number (`1e+20`, `nan`) stays as it is.
[[nodiscard]] std::string with_thousands(std::string_view number);

/// A count: `2,000,000`.
[[nodiscard]] std::string count_text(std::uint64_t count);

/// A count and what is counted: `1 record`, `2,000 records`, `3 queries`. The plural is the
/// singular and an s unless given.
[[nodiscard]] std::string counted(std::uint64_t count, std::string_view singular,
                                  std::string_view plural = {});

/// Bytes in decimal units to two or three digits: `999 B`, `1.2 kB`, `952 MB`, `1.1 GB`.
[[nodiscard]] std::string bytes_text(std::uint64_t bytes);

/// Things in a second: `850 records/s`, `12 k records/s`, `1.2 M records/s`.
[[nodiscard]] std::string rate_text(double per_second, std::string_view unit);

/// Bytes in a second: `310 MB/s`.
[[nodiscard]] std::string byte_rate_text(double bytes_per_second);

/// A share, 1 being all: `0.3 %`, `95 %`. Something is never shown as nothing, and not quite all
/// never as all: `<0.1 %`, `99.9 %`. `-` if the share is not a number (nothing of nothing).
[[nodiscard]] std::string percent_text(double share);

}  // namespace sparkify
