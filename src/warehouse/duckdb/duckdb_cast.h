#pragma once

#include <string>

#include <duckdb.h>

namespace sparkify {

/// A value of any type as DuckDB's own cast to VARCHAR writes it: [1, 2], {'a': 1}, 1.50. NULL is
/// for the caller to find out. Throws Error(statement_refused) for types that the C API cannot hand
/// out.
[[nodiscard]] std::string cast_to_text(duckdb_vector vector, duckdb_logical_type type, idx_t row);

}  // namespace sparkify
