#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "ingest/column.h"
#include "ingest/json_paths.h"
#include "ingest/record_batch.h"
#include "ingest/record_source.h"
#include "ingest/reject_log.h"
#include "storage/memory_store.h"

namespace sparkify {

/// One row of a batch for tests to compare: "5|2.5|text|~", where ~ is NULL.
[[nodiscard]] inline std::string row_text(const RecordBatch& batch, std::size_t row) {
    std::string text;
    for (const ColumnValues& values : batch.columns()) {
        if (&values != batch.columns().data()) text += '|';
        if (!values.has(row))
            text += '~';
        else if (values.type == ColumnType::text)
            text += values.texts[row];
        else if (values.type == ColumnType::double_precision)
            text += fmt::format("{}", values.doubles[row]);
        else
            text += fmt::format("{}", values.integers[row]);
    }
    return text;
}

/// What a RecordSource made of some objects. For tests.
struct TestReading {
    std::vector<std::string> rows;  ///< as row_text() has them, in the order they came
    std::vector<Reject> rejects;    ///< ordered by object and line
    std::uint64_t objects = 0;
    std::uint64_t bytes = 0;
    std::uint64_t records = 0;
};

/// All rejects of a log, ordered by object and line. For tests.
[[nodiscard]] inline std::vector<Reject> sorted_rejects(const RejectLog& log) {
    std::vector<Reject> rejects;
    log.for_each([&](const Reject& reject) { rejects.push_back(reject); });
    std::ranges::sort(rejects, {}, [](const Reject& reject) {
        return std::tie(reject.object, reject.line, reject.record);
    });
    return rejects;
}

inline constexpr std::uint64_t kNoLimit = std::numeric_limits<std::uint64_t>::max();

/// Reads all objects of a store. For tests.
[[nodiscard]] inline TestReading read_all(MemoryStore& store, std::span<const Column> columns,
                                          std::span<const JsonPath> paths, std::size_t threads = 1,
                                          std::uint64_t max_errors = kNoLimit) {
    const std::vector<Object> objects = store.list("");
    RejectLog rejects(max_errors);
    ReadProgress progress;
    RecordSource source(store, objects, columns, paths, rejects, progress);
    TestReading reading;
    std::mutex mutex;
    const auto read = [&] {
        const auto reader = source.open_reader();
        RecordBatch batch(columns);
        while (reader->next(batch)) {
            const std::lock_guard lock(mutex);
            for (std::size_t row = 0; row < batch.rows(); ++row)
                reading.rows.push_back(row_text(batch, row));
        }
    };
    std::vector<std::jthread> others;
    for (std::size_t thread = 1; thread < threads; ++thread)
        others.emplace_back(read);
    read();
    others.clear();
    reading.rejects = sorted_rejects(rejects);
    reading.objects = progress.objects;
    reading.bytes = progress.bytes;
    reading.records = progress.records;
    return reading;
}

/// Reads one object, whose columns are found by name. For tests.
[[nodiscard]] inline TestReading read_object(std::string bytes, std::span<const Column> columns,
                                             std::size_t threads = 1) {
    MemoryStore store;
    store.put("object", std::move(bytes));
    return read_all(store, columns, json_paths_by_name(columns), threads);
}

}  // namespace sparkify
