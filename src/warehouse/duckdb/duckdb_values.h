#pragma once

#include <vector>

#include <duckdb.h>

#include "base/value.h"

namespace sparkify {

/// Whether a column of this type is laid out as numbers are.
[[nodiscard]] bool is_numeric_type(duckdb_type type);

/// Reads one value. What a Value cannot hold (lists, decimals, ...) becomes text, see
/// cast_to_text(). `type` is that of the column, so that it need not be asked for every value.
[[nodiscard]] Value value_at(duckdb_vector vector, duckdb_type type, idx_t row);

/// Appends one value to the row that an appender is at.
void append_value(duckdb_appender appender, const Value& value);

}  // namespace sparkify
