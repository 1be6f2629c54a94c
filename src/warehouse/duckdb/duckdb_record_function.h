#pragma once

#include <exception>
#include <mutex>

#include <duckdb.h>

#include "ingest/record_source.h"

namespace sparkify {

/// A table function of DuckDB, sparkify_records(), that yields the records of a RecordSource with
/// all of DuckDB's threads: how JSON gets into a DuckDB table without passing through SQL text or
/// an appender. Has to outlive the connection it is registered with.
class DuckDbRecordFunction {
  public:
    static constexpr const char* kName = "sparkify_records";

    /// Makes the function known to a connection. Throws Error(failed).
    void register_with(duckdb_connection connection);

    /// What the function yields from now on; nullptr when no load is going on.
    void set_source(RecordSource* source);

    /// Throws again what went wrong while records were read, if anything did.
    void rethrow_failure();

  private:
    static void bind(duckdb_bind_info info);
    static void init(duckdb_init_info info);
    static void init_thread(duckdb_init_info info);
    static void read(duckdb_function_info info, duckdb_data_chunk output);

    void remember_failure(std::exception_ptr failure);

    RecordSource* source_ = nullptr;
    std::mutex mutex_;
    std::exception_ptr failure_;
};

}  // namespace sparkify
