// Bytes of an object: the record reader must not crash, and must find the same rows and the same
// rejects as the oracle, which reads by the same rules and shares no code with it.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "ingest/record_source.h"
#include "model/model.h"
#include "oracle/record_reader.h"
#include "storage/memory_store.h"

namespace {

using Place = std::tuple<std::uint64_t, std::string>;  // line, column

struct Outcome {
    std::uint64_t rows = 0;
    std::vector<Place> rejects;
};

Outcome read(std::string_view bytes, const std::vector<sparkify::Column>& columns) {
    sparkify::MemoryStore store;
    store.put("object", std::string(bytes));
    const auto objects = store.list("");
    const auto paths = sparkify::json_paths_by_name(columns);
    sparkify::RejectLog log(1'000'000);
    sparkify::ReadProgress progress;
    sparkify::RecordSource source(store, objects, columns, paths, log, progress);
    const auto reader = source.open_reader();
    sparkify::RecordBatch batch(columns);
    Outcome outcome;
    while (reader->next(batch))
        outcome.rows += batch.rows();
    for (const sparkify::Reject& reject : log.sorted())
        outcome.rejects.emplace_back(reject.line, reject.column);
    return outcome;
}

Outcome read_by_oracle(std::string_view bytes) {
    const auto records = sparkify::oracle::read_songs("object", bytes);
    Outcome outcome;
    outcome.rows = records.rows.size();
    for (const auto& reject : records.rejects)
        outcome.rejects.emplace_back(reject.line, reject.column);
    return outcome;
}

[[noreturn]] void fail(const Outcome& program, const Outcome& oracle) {
    fmt::print(stderr, "rows: {} and {} by the oracle; rejects: {} and {}\n", program.rows,
               oracle.rows, program.rejects.size(), oracle.rejects.size());
    for (const auto& [line, column] : program.rejects)
        fmt::print(stderr, "  program: line {} column '{}'\n", line, column);
    for (const auto& [line, column] : oracle.rejects)
        fmt::print(stderr, "  oracle: line {} column '{}'\n", line, column);
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::vector<sparkify::Column> columns = [] {
        auto all = sparkify::Model::embedded().columns_of("staging_songs");
        std::erase_if(all, [](const auto& column) { return column.name == "load_id"; });
        return all;
    }();
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    // The first bytes of compressed objects lead elsewhere.
    if (bytes.starts_with("\x1F\x8B") || bytes.starts_with("\x28\xB5\x2F\xFD")) return 0;
    Outcome program = read(bytes, columns);
    Outcome oracle = read_by_oracle(bytes);
    std::ranges::sort(program.rejects);
    std::ranges::sort(oracle.rejects);
    if (program.rows != oracle.rows || program.rejects != oracle.rejects) fail(program, oracle);
    return 0;
}
