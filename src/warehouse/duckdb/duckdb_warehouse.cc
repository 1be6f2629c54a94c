#include "warehouse/duckdb/duckdb_warehouse.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <thread>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "base/error.h"
#include "warehouse/duckdb/duckdb_error.h"
#include "warehouse/duckdb/duckdb_values.h"
#include "warehouse/sql_text.h"

namespace sparkify {
namespace {

void set_option(const DuckDbConfig& config, const char* name, const std::string& value) {
    if (duckdb_set_config(config.get(), name, value.c_str()) != DuckDBSuccess)
        throw Error(
            ErrorCode::failed,
            {fmt::format("DuckDB does not take the option {}={}", name, value), "", "", ""});
}

DuckDbConfig config_of(const DuckDbOptions& options) {
    DuckDbConfig config;
    duckdb_create_config(config.out());
    set_option(config, "temp_directory", options.file + ".tmp");
    if (options.threads > 0) set_option(config, "threads", std::to_string(options.threads));
    // The newest format has the cheapest good compression of texts; older libraries cannot read it.
    if (!options.read_only) set_option(config, "storage_compatibility_version", "latest");
    if (options.memory_bytes > 0)
        set_option(config, "memory_limit", fmt::format("{}B", options.memory_bytes));
    // A load need not keep the order of the objects, and without order all threads can store.
    if (!options.read_only) set_option(config, "preserve_insertion_order", "false");
    // Row groups are compressed as soon as they are full, while they are still in the caches.
    if (!options.read_only) set_option(config, "write_buffer_row_group_count", "1");
    // A commit writes into the file itself, and not first into a log that is folded into it on
    // closing.
    if (!options.read_only) set_option(config, "checkpoint_threshold", "1B");
    // Everything that is needed is inside the library: nothing is fetched from the network.
    set_option(config, "autoinstall_known_extensions", "false");
    return config;
}

/// Below this, a second thread costs more than it saves: one row group of DuckDB's.
constexpr std::int64_t kRowsWorthAThread = 122'880;

/// What the transforms take for an event of a load, at its worst.
constexpr std::uint64_t kBytesPerTransformedRow = 400;

/// With fewer, the statements of a slice cost more than its rows.
constexpr std::uint64_t kLeastRowsPerSlice = 50'000;

std::int64_t rows_per_slice(const DuckDbOptions& options) {
    if (options.rows_per_slice > 0) return static_cast<std::int64_t>(options.rows_per_slice);
    if (options.memory_bytes == 0) return std::numeric_limits<std::int64_t>::max();
    return static_cast<std::int64_t>(
        std::max(options.memory_bytes / kBytesPerTransformedRow, kLeastRowsPerSlice));
}

std::vector<ResultColumn> columns_of(const DuckDbPrepared& prepared) {
    std::vector<ResultColumn> columns;
    for (idx_t column = 0; column < duckdb_prepared_statement_column_count(prepared.get());
         ++column) {
        const char* name = duckdb_prepared_statement_column_name(prepared.get(), column);
        const auto type = duckdb_prepared_statement_column_type(prepared.get(), column);
        columns.push_back({name, is_numeric_type(type)});
        duckdb_free(const_cast<char*>(name));
    }
    return columns;
}

}  // namespace

DuckDbWarehouse::DuckDbWarehouse(const DuckDbOptions& options, std::shared_ptr<RunLock> lock)
    : options_(options),
      lock_(std::move(lock)),
      threads_(std::max(options.threads, 1U)),
      rows_per_slice_(rows_per_slice(options)) {
    if (!options.read_only) {
        if (lock_ == nullptr) lock_ = std::make_shared<FileLock>(options.file);
        remove_spilled_data();
    }
    const auto deadline = std::chrono::steady_clock::now() + options.patience;
    for (;;) {
        try {
            open(options);
            break;
        } catch (const Error& error) {
            if (error.code() != ErrorCode::locked || std::chrono::steady_clock::now() >= deadline)
                throw;
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
    }
    if (options.read_only)
        forbid_everything_else();
    else
        records_.register_with(session_.get());
}

DuckDbWarehouse::~DuckDbWarehouse() {
    rollback();
}

/// A database that is opened by itself is called by the name of its file up to the first dot, and
/// one that is called as a schema in it makes etl.runs ambiguous. Attached to a database in memory
/// it has the same name wherever it lies.
void DuckDbWarehouse::open(const DuckDbOptions& options) {
    connect_to_nothing(options);
    const std::string attach =
        fmt::format("ATTACH {} AS warehouse ({})", quoted_text(options.file),
                    options.read_only ? "READ_ONLY" : "STORAGE_VERSION 'latest'");
    DuckDbResult result;
    if (duckdb_query(session_.get(), attach.c_str(), result.out()) != DuckDBSuccess)
        throw duckdb_open_error(duckdb_result_error(result.out()), options.file, options.read_only);
    run("USE warehouse");
}

/// DuckDB gives up a database that it could not write. Opened anew it is as it was before.
void DuckDbWarehouse::open_anew() noexcept {
    rollback();
    try {
        const std::lock_guard lock(interrupt_mutex_);
        open(options_);
        records_.register_with(session_.get());
    } catch (const Error&) {
        // What is done next will say that the warehouse cannot be used.
    }
}

void DuckDbWarehouse::connect_to_nothing(const DuckDbOptions& options) {
    // An earlier attempt, or a database that was given up, is let go of first.
    session_ = {};
    database_ = {};
    const DuckDbConfig config = config_of(options);
    char* message = nullptr;
    DuckDbDatabase database;
    const auto state = duckdb_open_ext(":memory:", database.out(), config.get(), &message);
    const std::string reason = message != nullptr ? message : "";
    duckdb_free(message);
    if (state != DuckDBSuccess) throw duckdb_open_error(reason, options_.file, options.read_only);
    database_ = std::move(database);
    if (duckdb_connect(database_.get(), session_.out()) != DuckDBSuccess)
        throw duckdb_open_error("", options_.file, options.read_only);
}

/// Whoever holds the lock is the only one to spill: what is there was left by a run that was
/// killed.
void DuckDbWarehouse::remove_spilled_data() const {
    namespace fs = std::filesystem;
    std::error_code ignored;
    const fs::path folder = options_.file + ".tmp";
    for (const auto& entry : fs::directory_iterator(folder, ignored))
        if (entry.path().filename().string().starts_with("duckdb_temp_"))
            fs::remove(entry.path(), ignored);
}

/// A reader looks at this database and does nothing else: no other files, read or written.
void DuckDbWarehouse::forbid_everything_else() {
    run("SET enable_external_access = false");
    run("SET lock_configuration = true");
}

DuckDbResult DuckDbWarehouse::run(const std::string& statement) {
    throw_if_interrupted();
    DuckDbResult result;
    if (duckdb_query(session_.get(), statement.c_str(), result.out()) != DuckDBSuccess)
        throw duckdb_statement_error(duckdb_result_error(result.out()), options_.file);
    return result;
}

DuckDbPrepared DuckDbWarehouse::prepare(const std::string& statement) {
    throw_if_interrupted();
    DuckDbPrepared prepared;
    if (duckdb_prepare(session_.get(), statement.c_str(), prepared.out()) != DuckDBSuccess)
        throw duckdb_statement_error(duckdb_prepare_error(prepared.get()), options_.file);
    return prepared;
}

void DuckDbWarehouse::interrupt() noexcept {
    const std::lock_guard lock(interrupt_mutex_);
    if (committing_) return;
    interrupt_requested_ = true;
    duckdb_interrupt(session_.get());
}

/// DuckDB forgets an interrupt that comes between two statements.
void DuckDbWarehouse::throw_if_interrupted() {
    if (interrupt_requested_.exchange(false))
        throw duckdb_statement_error("INTERRUPT", options_.file);
}

void DuckDbWarehouse::execute(const std::string& statement) {
    run(statement);
}

void DuckDbWarehouse::stream(const std::string& statement, RowConsumer& consumer) {
    const DuckDbPrepared prepared = prepare(statement);
    const std::vector<ResultColumn> columns = columns_of(prepared);
    DuckDbResult result;
    if (duckdb_execute_prepared_streaming(prepared.get(), result.out()) != DuckDBSuccess)
        throw duckdb_statement_error(duckdb_result_error(result.out()), options_.file);
    std::vector<duckdb_type> types;
    for (idx_t column = 0; column < columns.size(); ++column)
        types.push_back(duckdb_column_type(result.out(), column));
    consumer.begin(columns);
    std::vector<Value> row(columns.size());
    for (;;) {
        const DuckDbChunk chunk(duckdb_fetch_chunk(*result.out()));
        if (chunk.get() == nullptr) break;
        for (idx_t index = 0; index < duckdb_data_chunk_get_size(chunk.get()); ++index) {
            for (idx_t column = 0; column < columns.size(); ++column)
                row[column] = value_at(duckdb_data_chunk_get_vector(chunk.get(), column),
                                       types[column], index);
            consumer.row(row);
        }
    }
    if (const char* message = duckdb_result_error(result.out()))
        throw duckdb_statement_error(message, options_.file);
}

// Asking the catalog itself takes microseconds; a SELECT from information_schema takes
// milliseconds.
bool DuckDbWarehouse::has_table(std::string_view schema, std::string_view table) {
    throw_if_interrupted();
    DuckDbTableDescription description;
    return duckdb_table_description_create(
               session_.get(), schema.empty() ? "main" : std::string(schema).c_str(),
               std::string(table).c_str(), description.out()) == DuckDBSuccess;
}

bool DuckDbWarehouse::has_schema(std::string_view schema) {
    return !query(fmt::format("SELECT 1 FROM duckdb_schemas() WHERE database_name = "
                              "current_database() AND schema_name = {}",
                              quoted_text(schema)))
                .rows.empty();
}

bool DuckDbWarehouse::has_key(std::string_view name) {
    return !query(fmt::format("SELECT 1 FROM duckdb_indexes() WHERE database_name = "
                              "current_database() AND index_name = {0} UNION ALL "
                              "SELECT 1 FROM duckdb_constraints() WHERE database_name = "
                              "current_database() AND constraint_name = {0}",
                              quoted_text(name)))
                .rows.empty();
}

void DuckDbWarehouse::insert(std::string_view schema, std::string_view table,
                             const std::vector<std::vector<Value>>& rows) {
    DuckDbAppender appender;
    duckdb_appender_create(session_.get(), std::string(schema).c_str(), std::string(table).c_str(),
                           appender.out());
    for (const std::vector<Value>& row : rows) {
        for (const Value& value : row)
            append_value(appender.get(), value);
        if (duckdb_appender_end_row(appender.get()) != DuckDBSuccess)
            throw duckdb_statement_error(duckdb_appender_error(appender.get()), options_.file);
    }
    if (duckdb_appender_close(appender.get()) != DuckDBSuccess)
        throw duckdb_statement_error(duckdb_appender_error(appender.get()), options_.file);
}

void DuckDbWarehouse::begin() {
    run("BEGIN TRANSACTION");
    in_transaction_ = true;
}

// DuckDB may report an interrupt although it has committed. So it is asked one last time whether
// one has come, and from then on it is too late.
void DuckDbWarehouse::commit() {
    {
        const std::lock_guard lock(interrupt_mutex_);
        throw_if_interrupted();
        committing_ = true;
    }
    DuckDbResult result;
    const auto state = duckdb_query(session_.get(), "COMMIT", result.out());
    {
        const std::lock_guard lock(interrupt_mutex_);
        committing_ = false;
    }
    if (state != DuckDBSuccess) {
        const std::string message = duckdb_result_error(result.out());
        open_anew();
        throw duckdb_statement_error(message, options_.file);
    }
    in_transaction_ = false;
}

void DuckDbWarehouse::rollback() noexcept {
    // The interrupt that ended a run is not to end the recording of it, too.
    interrupt_requested_ = false;
    if (!in_transaction_) return;
    in_transaction_ = false;
    DuckDbResult result;
    duckdb_query(session_.get(), "ROLLBACK", result.out());
}

LoadedRows DuckDbWarehouse::load(const std::string& table, RecordSource& source,
                                 std::int64_t load_id) {
    std::string names;
    for (const Column& column : source.columns())
        names += column.name + ", ";
    records_.set_source(&source);
    const std::string statement =
        fmt::format("INSERT INTO {0} ({1}load_id) SELECT {1}{2} FROM {3}()", table, names, load_id,
                    DuckDbRecordFunction::kName);
    try {
        DuckDbResult result = run(statement);
        records_.set_source(nullptr);
        return {duckdb_rows_changed(result.out())};
    } catch (const Error&) {
        records_.set_source(nullptr);
        // What went wrong while reading says more than what DuckDB made of it.
        records_.rethrow_failure();
        throw;
    }
}

std::string DuckDbWarehouse::rows_loaded(const std::string& table, std::int64_t first_load_id) {
    return rows_in(table, first_load_id, range_loaded(table, first_load_id), "");
}

std::vector<std::string> DuckDbWarehouse::slices_loaded(const std::string& table,
                                                        const std::string& time_column,
                                                        std::int64_t first_load_id) {
    const RowRange range = range_loaded(table, first_load_id);
    const std::string rows = rows_in(table, first_load_id, range, "");
    if (range.rows <= rows_per_slice_) return {rows};
    std::vector<std::string> slices;
    for (const TimeSlice& slice : time_slices(rows, time_column))
        slices.push_back(
            rows_in(table, first_load_id, range,
                    fmt::format(" AND {0} >= make_timestamp({1}) AND {0} < make_timestamp({2})",
                                time_column, slice.begin, slice.end)));
    return slices;
}

DuckDbWarehouse::RowRange DuckDbWarehouse::range_loaded(const std::string& table,
                                                        std::int64_t first_load_id) {
    const ResultTable range =
        query(fmt::format("SELECT COUNT(*), COALESCE(MIN(rowid), 0), COALESCE(MAX(rowid), 0) FROM "
                          "{} WHERE load_id >= {}",
                          table, first_load_id));
    return {std::get<std::int64_t>(range.rows[0][0]), std::get<std::int64_t>(range.rows[0][1]),
            std::get<std::int64_t>(range.rows[0][2])};
}

// DuckDB scans rows of the current transaction with one thread only, but runs the parts of a UNION
// ALL side by side: so a large load is cut into ranges of row ids, one per thread.
std::string DuckDbWarehouse::rows_in(const std::string& table, std::int64_t first_load_id,
                                     const RowRange& range, const std::string& condition) const {
    const std::int64_t parts =
        std::clamp<std::int64_t>(range.rows / kRowsWorthAThread, 1, threads_);
    const std::int64_t step = (range.last - range.first) / parts + 1;
    std::string expression;
    std::int64_t begin = range.first;
    for (std::int64_t part = 0; part < parts; ++part, begin += step)
        expression += fmt::format(
            "{}SELECT * FROM {} WHERE load_id >= {} AND rowid >= {} AND rowid < {}{}",
            part == 0 ? "(" : " UNION ALL ", table, first_load_id, begin, begin + step, condition);
    return expression + ")";
}

std::vector<TimeSlice> DuckDbWarehouse::time_slices(const std::string& rows,
                                                    const std::string& time_column) {
    const ResultTable span = query(fmt::format(
        "SELECT epoch_us(MIN({0})), epoch_us(MAX({0})) + 1 FROM {1} AS loaded", time_column, rows));
    const auto count = [&](const TimeSlice& range, std::int64_t width) {
        return rows_per_bucket(rows, time_column, range, width);
    };
    const TimeSlice all{std::get<std::int64_t>(span.rows[0][0]),
                        std::get<std::int64_t>(span.rows[0][1])};
    return cut_into_slices(count_in_buckets(all, rows_per_slice_, count), rows_per_slice_);
}

std::vector<TimeBucket> DuckDbWarehouse::rows_per_bucket(const std::string& rows,
                                                         const std::string& time_column,
                                                         const TimeSlice& range,
                                                         std::int64_t width) {
    const ResultTable counts = query(
        fmt::format("SELECT (epoch_us({0}) - {1}) // {2} AS bucket, COUNT(*) FROM {3} AS loaded "
                    "WHERE {0} >= make_timestamp({1}) AND {0} < make_timestamp({4}) "
                    "GROUP BY bucket ORDER BY bucket",
                    time_column, range.begin, width, rows, range.end));
    std::vector<TimeBucket> buckets;
    for (const std::vector<Value>& row : counts.rows) {
        const std::int64_t begin = range.begin + std::get<std::int64_t>(row[0]) * width;
        buckets.push_back({{begin, begin + width}, std::get<std::int64_t>(row[1])});
    }
    return buckets;
}

}  // namespace sparkify
