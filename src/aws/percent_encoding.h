#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sparkify {

enum class Slash : std::uint8_t { kept, encoded };

/// Every byte but the unreserved characters of RFC 3986 (A-Z a-z 0-9 - . _ ~) as %XX with
/// upper-case digits, which is how Signature Version 4 wants paths and queries.
[[nodiscard]] std::string percent_encoded(std::string_view text, Slash slash = Slash::encoded);

/// The bytes that %XX stand for; a `+` stays one. A `%` without two digits behind it stays as it
/// is.
[[nodiscard]] std::string percent_decoded(std::string_view text);

}  // namespace sparkify
