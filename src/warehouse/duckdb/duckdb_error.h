#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace sparkify {

/// Turns what DuckDB says when a file cannot be opened into an Error for users.
[[nodiscard]] Error duckdb_open_error(std::string_view message, const std::string& file,
                                      bool read_only);

/// Turns what DuckDB says of a failed statement into an Error for users.
[[nodiscard]] Error duckdb_statement_error(std::string_view message, const std::string& file);

}  // namespace sparkify
