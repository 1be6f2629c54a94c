#pragma once

#include <nlohmann/json.hpp>

#include "base/value.h"

namespace sparkify {

/// A result as an array with an object per row, to stand inside a larger document.
[[nodiscard]] nlohmann::ordered_json result_json(const ResultTable& table);

}  // namespace sparkify
