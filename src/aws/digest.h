#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace sparkify {

using Sha256Digest = std::array<std::uint8_t, 32>;

/// SHA-256 (FIPS 180-4).
[[nodiscard]] Sha256Digest sha256(std::string_view text);

/// HMAC (RFC 2104) with SHA-256.
[[nodiscard]] Sha256Digest hmac_sha256(std::span<const std::uint8_t> key, std::string_view text);

/// Two lower-case hexadecimal digits per byte.
[[nodiscard]] std::string hex(std::span<const std::uint8_t> bytes);

}  // namespace sparkify
