#pragma once

#include <string>

namespace sparkify {

/// Sends log lines of at least `level` to standard error, as text or as one JSON object per line.
void set_up_logging(const std::string& level, const std::string& format);

}  // namespace sparkify
