#pragma once

#include <cstdint>
#include <string>

#include "oracle/star_rows.h"

namespace sparkify::oracle {

/// The parts of a moment (microseconds since 1970, UTC).
[[nodiscard]] Time time_of(std::int64_t microseconds);

/// As `2018-11-01 20:57:10.796`; what is finer than milliseconds is cut.
[[nodiscard]] std::string timestamp_text(std::int64_t microseconds);

}  // namespace sparkify::oracle
