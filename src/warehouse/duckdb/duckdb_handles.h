#pragma once

#include <utility>

#include <duckdb.h>

namespace sparkify {

/// Owns a handle of DuckDB's C API and gives it back with `Destroy`. Move-only.
template <typename Handle, void (*Destroy)(Handle*)>
class DuckDbHandle {
  public:
    DuckDbHandle() = default;
    explicit DuckDbHandle(Handle handle) : handle_(handle) {}
    DuckDbHandle(DuckDbHandle&& other) noexcept : handle_(std::exchange(other.handle_, Handle{})) {}
    DuckDbHandle& operator=(DuckDbHandle&& other) noexcept {
        std::swap(handle_, other.handle_);
        return *this;
    }
    DuckDbHandle(const DuckDbHandle&) = delete;
    DuckDbHandle& operator=(const DuckDbHandle&) = delete;
    ~DuckDbHandle() { Destroy(&handle_); }

    [[nodiscard]] Handle get() const { return handle_; }
    /// Where a function of the C API puts the handle it makes.
    [[nodiscard]] Handle* out() { return &handle_; }

  private:
    Handle handle_{};
};

/// duckdb_appender_destroy returns a state, which nobody could act on any more.
inline void destroy_appender(duckdb_appender* appender) {
    duckdb_appender_destroy(appender);
}

using DuckDbDatabase = DuckDbHandle<duckdb_database, duckdb_close>;
using DuckDbSession = DuckDbHandle<duckdb_connection, duckdb_disconnect>;
using DuckDbConfig = DuckDbHandle<duckdb_config, duckdb_destroy_config>;
using DuckDbResult = DuckDbHandle<duckdb_result, duckdb_destroy_result>;
using DuckDbPrepared = DuckDbHandle<duckdb_prepared_statement, duckdb_destroy_prepare>;
using DuckDbChunk = DuckDbHandle<duckdb_data_chunk, duckdb_destroy_data_chunk>;
using DuckDbType = DuckDbHandle<duckdb_logical_type, duckdb_destroy_logical_type>;
using DuckDbValue = DuckDbHandle<duckdb_value, duckdb_destroy_value>;
using DuckDbAppender = DuckDbHandle<duckdb_appender, destroy_appender>;
using DuckDbTableDescription =
    DuckDbHandle<duckdb_table_description, duckdb_table_description_destroy>;
using DuckDbTableFunction = DuckDbHandle<duckdb_table_function, duckdb_destroy_table_function>;

}  // namespace sparkify
