#pragma once

#include <string>
#include <string_view>

namespace sparkify {

/// As `gzip` and `zstd` write it, fast and in one piece.
[[nodiscard]] std::string gzipped(std::string_view bytes);
[[nodiscard]] std::string zstd_compressed(std::string_view bytes);

}  // namespace sparkify
