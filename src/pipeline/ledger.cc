#include "pipeline/ledger.h"

#include <chrono>
#include <variant>

#include "base/utf8_text.h"
#include "base/version.h"

namespace sparkify {
namespace {

/// Rejects that are written at once: of the largest, 16 MB.
constexpr std::size_t kRowsPerInsert = 256;

// What the columns of sql/ledger hold.
constexpr std::size_t kObjectBytes = 4096;
constexpr std::size_t kTextBytes = 1024;
constexpr std::size_t kRecordBytes = 65'535;

Value text_or_null(const std::string& text, std::size_t max_bytes) {
    if (text.empty()) return std::monostate();
    return as_valid_text(text, max_bytes);
}

std::vector<Value> row_of(std::int64_t run_id, const std::string& table, const Reject& reject) {
    return {run_id,
            table,
            as_valid_text(reject.object, kObjectBytes),
            static_cast<std::int64_t>(reject.line),
            text_or_null(reject.column, kTextBytes),
            text_or_null(reject.value, kTextBytes),
            as_valid_text(reject.reason, kTextBytes),
            text_or_null(reject.record, kRecordBytes)};
}

}  // namespace

std::int64_t next_run_id(Warehouse& warehouse) {
    const ResultTable result = warehouse.query("SELECT COALESCE(MAX(run_id), 0) + 1 FROM etl.runs");
    return std::get<std::int64_t>(result.rows.at(0).at(0));
}

void record_run(Warehouse& warehouse, const RunRecord& run) {
    warehouse.insert("etl", "runs",
                     {{run.run_id, run.started, run.finished, run.status,
                       std::string(program_version()), static_cast<std::int64_t>(run.records_read),
                       static_cast<std::int64_t>(run.records_rejected)}});
}

void record_rejects(Warehouse& warehouse, std::int64_t run_id, const std::string& table,
                    const RejectLog& rejects) {
    std::vector<std::vector<Value>> rows;
    rejects.for_each([&](const Reject& reject) {
        rows.push_back(row_of(run_id, table, reject));
        if (rows.size() < kRowsPerInsert) return;
        warehouse.insert("etl", "rejects", rows);
        rows.clear();
    });
    if (!rows.empty()) warehouse.insert("etl", "rejects", rows);
}

ResultTable latest_rejects(Warehouse& warehouse) {
    if (!warehouse.has_table("etl", "rejects")) return {};
    return warehouse.query(
        "SELECT run_id, table_name, object, line, column_name, value, reason, record "
        "FROM etl.rejects WHERE run_id = (SELECT MAX(run_id) FROM etl.rejects) "
        "ORDER BY table_name, object, line");
}

Timestamp current_timestamp() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::microseconds>(now).count()};
}

}  // namespace sparkify
