#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace sparkify {

/// Looks up an environment variable; nothing if it is not set, or empty.
using Environment = std::function<std::optional<std::string>(std::string_view name)>;

/// The process's own environment.
[[nodiscard]] Environment process_environment();

}  // namespace sparkify
