#include "warehouse/duckdb/duckdb_record_function.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "warehouse/duckdb/duckdb_handles.h"

namespace sparkify {
namespace {

/// More than any machine has: DuckDB uses as many threads as it was configured for.
constexpr idx_t kMaxThreads = 1024;

duckdb_type type_of(ColumnType type) {
    switch (type) {
        case ColumnType::text:
            return DUCKDB_TYPE_VARCHAR;
        case ColumnType::integer:
            return DUCKDB_TYPE_INTEGER;
        case ColumnType::bigint:
            return DUCKDB_TYPE_BIGINT;
        case ColumnType::double_precision:
            return DUCKDB_TYPE_DOUBLE;
        case ColumnType::timestamp:
            return DUCKDB_TYPE_TIMESTAMP;
    }
    return DUCKDB_TYPE_INVALID;
}

/// What a thread of DuckDB keeps between two calls.
struct ThreadState {
    explicit ThreadState(RecordSource& source)
        : reader(source.open_reader()), batch(source.columns()) {}

    std::unique_ptr<RecordReader> reader;
    RecordBatch batch;
};

/// Longer texts are not copied: DuckDB reads them before the next call, so they may stay where the
/// batch has them.
duckdb_string_t string_of(std::string_view text) {
    duckdb_string_t string{};
    constexpr std::size_t kInlined = sizeof(string.value.inlined.inlined);
    string.value.inlined.length = static_cast<std::uint32_t>(text.size());
    if (text.size() <= kInlined) {
        std::memcpy(string.value.inlined.inlined, text.data(), text.size());
        return string;
    }
    std::memcpy(string.value.pointer.prefix, text.data(), sizeof(string.value.pointer.prefix));
    string.value.pointer.ptr = const_cast<char*>(text.data());
    return string;
}

void copy_presence(const ColumnValues& values, std::size_t rows, duckdb_vector vector) {
    const std::size_t words = (rows + 63) / 64;
    bool complete = true;
    for (std::size_t word = 0; word < rows / 64; ++word)
        complete = complete && values.present[word] == ~std::uint64_t{0};
    if (rows % 64 != 0) {
        const std::uint64_t mask = (std::uint64_t{1} << (rows % 64)) - 1;
        complete = complete && values.present[words - 1] == mask;
    }
    if (complete) return;
    duckdb_vector_ensure_validity_writable(vector);
    std::copy_n(values.present.begin(), words, duckdb_vector_get_validity(vector));
}

void copy_texts(const ColumnValues& values, std::size_t rows, void* data) {
    auto* strings = static_cast<duckdb_string_t*>(data);
    for (std::size_t row = 0; row < rows; ++row)
        strings[row] = values.has(row) ? string_of(values.texts[row]) : duckdb_string_t{};
}

void copy_column(const ColumnValues& values, std::size_t rows, duckdb_vector vector) {
    copy_presence(values, rows, vector);
    void* data = duckdb_vector_get_data(vector);
    switch (values.type) {
        case ColumnType::text:
            return copy_texts(values, rows, data);
        case ColumnType::double_precision:
            std::copy_n(values.doubles.begin(), rows, static_cast<double*>(data));
            return;
        case ColumnType::integer:
            std::transform(values.integers.begin(),
                           values.integers.begin() + static_cast<std::ptrdiff_t>(rows),
                           static_cast<std::int32_t*>(data),
                           [](std::int64_t value) { return static_cast<std::int32_t>(value); });
            return;
        default:
            std::copy_n(values.integers.begin(), rows, static_cast<std::int64_t*>(data));
            return;
    }
}

}  // namespace

void DuckDbRecordFunction::register_with(duckdb_connection connection) {
    const DuckDbTableFunction function(duckdb_create_table_function());
    duckdb_table_function_set_name(function.get(), kName);
    duckdb_table_function_set_extra_info(function.get(), this, nullptr);
    duckdb_table_function_set_bind(function.get(), bind);
    duckdb_table_function_set_init(function.get(), init);
    duckdb_table_function_set_local_init(function.get(), init_thread);
    duckdb_table_function_set_function(function.get(), read);
    if (duckdb_register_table_function(connection, function.get()) != DuckDBSuccess)
        throw Error(ErrorCode::failed, {"DuckDB does not take the reading function", "", "", ""});
}

void DuckDbRecordFunction::set_source(RecordSource* source) {
    source_ = source;
}

void DuckDbRecordFunction::rethrow_failure() {
    const std::lock_guard lock(mutex_);
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

void DuckDbRecordFunction::bind(duckdb_bind_info info) {
    const auto* self = static_cast<DuckDbRecordFunction*>(duckdb_bind_get_extra_info(info));
    if (self->source_ == nullptr) {
        duckdb_bind_set_error(info, "sparkify_records() is for loading only");
        return;
    }
    for (const Column& column : self->source_->columns()) {
        const DuckDbType type(duckdb_create_logical_type(type_of(column.type)));
        duckdb_bind_add_result_column(info, column.name.c_str(), type.get());
    }
}

void DuckDbRecordFunction::init(duckdb_init_info info) {
    duckdb_init_set_max_threads(info, kMaxThreads);
}

void DuckDbRecordFunction::init_thread(duckdb_init_info info) {
    auto* self = static_cast<DuckDbRecordFunction*>(duckdb_init_get_extra_info(info));
    try {
        auto state = std::make_unique<ThreadState>(*self->source_);
        duckdb_init_set_init_data(info, state.release(),
                                  [](void* data) { delete static_cast<ThreadState*>(data); });
    } catch (...) {
        self->remember_failure(std::current_exception());
        duckdb_init_set_error(info, "reading cannot begin");
    }
}

void DuckDbRecordFunction::read(duckdb_function_info info, duckdb_data_chunk output) {
    auto* self = static_cast<DuckDbRecordFunction*>(duckdb_function_get_extra_info(info));
    auto* state = static_cast<ThreadState*>(duckdb_function_get_local_init_data(info));
    try {
        state->reader->next(state->batch);
        const std::size_t rows = state->batch.rows();
        for (idx_t column = 0; column < state->batch.columns().size(); ++column)
            copy_column(state->batch.columns()[column], rows,
                        duckdb_data_chunk_get_vector(output, column));
        duckdb_data_chunk_set_size(output, rows);
    } catch (...) {
        self->remember_failure(std::current_exception());
        duckdb_function_set_error(info, "reading failed");
    }
}

void DuckDbRecordFunction::remember_failure(std::exception_ptr failure) {
    const std::lock_guard lock(mutex_);
    if (!failure_) failure_ = std::move(failure);
}

}  // namespace sparkify
