#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/value.h"

namespace sparkify {

/// A result as an array with an object per row, to stand inside a larger document.
[[nodiscard]] nlohmann::ordered_json result_json(const ResultTable& table);

/// A document as commands print it. Names of files may hold bytes that are no UTF-8: those become
/// U+FFFD.
[[nodiscard]] std::string json_text(const nlohmann::ordered_json& document);

}  // namespace sparkify
