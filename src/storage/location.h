#pragma once

#include <string_view>

namespace sparkify {

/// Whether an object of that key would be listed at a location, if it existed: below a folder,
/// matched by a pattern, or with an S3 prefix at the beginning of its key.
[[nodiscard]] bool is_at_location(std::string_view key, std::string_view location);

}  // namespace sparkify
