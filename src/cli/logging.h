#pragma once

#include <string>

#include "base/message_log.h"

namespace sparkify {

/// Sends log lines of at least `level` to standard error, as text or as one JSON object per line.
void set_up_logging(const std::string& level, const std::string& format);

/// What writes to that log at the level "debug".
[[nodiscard]] MessageLog debug_log();

}  // namespace sparkify
