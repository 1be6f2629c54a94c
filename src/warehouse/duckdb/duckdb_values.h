#pragma once

#include <vector>

#include <duckdb.h>

#include "base/value.h"

namespace sparkify {

/// Whether values of a type of DuckDB can be handed out as they are. Others are cast to text by
/// SQL.
[[nodiscard]] bool is_plain_type(duckdb_type type);

/// Whether a column of this type is laid out as numbers are.
[[nodiscard]] bool is_numeric_type(duckdb_type type);

/// Reads one value of a plain type.
[[nodiscard]] Value value_at(duckdb_vector vector, duckdb_type type, idx_t row);

/// Appends one value to the row that an appender is at.
void append_value(duckdb_appender appender, const Value& value);

}  // namespace sparkify
