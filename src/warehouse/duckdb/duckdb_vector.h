#pragma once

#include <cstdint>

#include <duckdb.h>

namespace sparkify {

/// What a vector holds in a row. `Stored` has to be the type in which DuckDB stores the vector's
/// values. Valid as long as the vector's chunk.
template <typename Stored>
[[nodiscard]] const Stored& stored_at(duckdb_vector vector, idx_t row) {
    return static_cast<const Stored*>(duckdb_vector_get_data(vector))[row];
}

[[nodiscard]] inline bool is_null_at(duckdb_vector vector, idx_t row) {
    std::uint64_t* validity = duckdb_vector_get_validity(vector);
    return validity != nullptr && !duckdb_validity_row_is_valid(validity, row);
}

}  // namespace sparkify
