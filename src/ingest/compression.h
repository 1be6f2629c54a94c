#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sparkify {

/// How an object is compressed.
enum class Compression : std::uint8_t { none, gzip, zstd };

/// So many bytes are enough to tell.
inline constexpr std::size_t kMagicBytes = 4;

/// How an object is compressed, by its first bytes (RFC 1952, RFC 8878). Names and endings do not
/// matter.
[[nodiscard]] Compression compression_of(std::string_view first_bytes) noexcept;

}  // namespace sparkify
