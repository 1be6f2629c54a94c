#pragma once

#include <functional>
#include <string>

namespace sparkify {

/// Takes what is of interest to who looks for a fault (`--log-level debug`). Has to be thread-safe.
using MessageLog = std::function<void(const std::string& message)>;

}  // namespace sparkify
