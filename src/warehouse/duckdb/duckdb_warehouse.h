#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "warehouse/duckdb/duckdb_handles.h"
#include "warehouse/duckdb/duckdb_record_function.h"
#include "warehouse/duckdb/file_lock.h"
#include "warehouse/duckdb/time_slices.h"
#include "warehouse/run_lock.h"
#include "warehouse/warehouse.h"

namespace sparkify {

/// What a DuckDB file is opened for.
struct DuckDbOptions {
    std::string file;
    bool read_only = false;
    unsigned threads = 0;            ///< 0: as many as the machine has
    std::uint64_t memory_bytes = 0;  ///< for DuckDB's buffers; 0: DuckDB's own choice
    /// Rows of a load that are transformed at once; 0: as many as the memory is good for.
    std::uint64_t rows_per_slice = 0;
    /// How long to wait for another process to let go of the file.
    std::chrono::milliseconds patience{0};
};

/// A DuckDB database file, opened in this process.
class DuckDbWarehouse final : public Warehouse {
  public:
    /// Throws Error(locked) if another process holds the file, Error(unreachable) if it is no
    /// database or, for reading, does not exist.
    ///
    /// `lock`: the lock of the file, if the caller has it already; otherwise one is taken, unless
    /// the file is only read.
    explicit DuckDbWarehouse(const DuckDbOptions& options, std::shared_ptr<RunLock> lock = nullptr);
    DuckDbWarehouse(const DuckDbWarehouse&) = delete;
    DuckDbWarehouse& operator=(const DuckDbWarehouse&) = delete;
    ~DuckDbWarehouse() override;

    [[nodiscard]] Dialect dialect() const override { return Dialect::duckdb; }
    [[nodiscard]] std::string name() const override { return "duckdb:" + options_.file; }

    void execute(const std::string& statement) override;
    void stream(const std::string& statement, RowConsumer& consumer) override;
    [[nodiscard]] bool has_table(std::string_view schema, std::string_view table) override;
    [[nodiscard]] bool has_schema(std::string_view schema) override;
    [[nodiscard]] bool has_key(std::string_view name) override;

    void insert(std::string_view schema, std::string_view table,
                const std::vector<std::vector<Value>>& rows) override;

    void begin() override;
    void commit() override;
    void rollback() noexcept override;

    LoadedRows load(const std::string& table, RecordSource& source, std::int64_t load_id) override;

    [[nodiscard]] std::string rows_loaded(const std::string& table,
                                          std::int64_t first_load_id) override;
    [[nodiscard]] std::vector<std::string> slices_loaded(const std::string& table,
                                                         const std::string& time_column,
                                                         std::int64_t first_load_id) override;

    void interrupt() noexcept override;
    [[nodiscard]] bool is_interrupted() const noexcept override { return interrupt_requested_; }

  private:
    /// Where the rows of some loads are.
    struct RowRange {
        std::int64_t rows = 0;
        std::int64_t first = 0;  ///< smallest row id
        std::int64_t last = 0;   ///< greatest row id
    };

    RowRange range_loaded(const std::string& table, std::int64_t first_load_id);
    [[nodiscard]] std::string rows_in(const std::string& table, std::int64_t first_load_id,
                                      const RowRange& range, const std::string& condition) const;
    std::vector<TimeSlice> time_slices(const std::string& rows, const std::string& time_column);
    std::vector<TimeBucket> rows_per_bucket(const std::string& rows, const std::string& time_column,
                                            const TimeSlice& range, std::int64_t width);
    void open(const DuckDbOptions& options);
    void connect_to_nothing(const DuckDbOptions& options);
    void open_anew() noexcept;
    void remove_spilled_data() const;
    void forbid_everything_else();
    void throw_if_interrupted();
    DuckDbResult run(const std::string& statement);
    DuckDbPrepared prepare(const std::string& statement);

    DuckDbOptions options_;
    std::shared_ptr<RunLock> lock_;  ///< held while the file is open for writing
    unsigned threads_;
    std::int64_t rows_per_slice_;
    DuckDbRecordFunction records_;
    DuckDbDatabase database_;
    DuckDbSession session_;
    bool in_transaction_ = false;
    std::atomic<bool> interrupt_requested_ = false;
    std::mutex interrupt_mutex_;
    bool committing_ = false;  ///< guarded by interrupt_mutex_
};

}  // namespace sparkify
