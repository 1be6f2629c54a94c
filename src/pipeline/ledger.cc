#include "pipeline/ledger.h"

#include <chrono>
#include <variant>

#include "base/utf8_text.h"
#include "base/version.h"

namespace sparkify {
namespace {

Value text_or_null(const std::string& text) {
    if (text.empty()) return std::monostate();
    return as_valid_text(text);
}

std::vector<Value> row_of(std::int64_t run_id, const std::string& table, const Reject& reject) {
    return {run_id,
            table,
            as_valid_text(reject.object),
            static_cast<std::int64_t>(reject.line),
            text_or_null(reject.column),
            text_or_null(reject.value),
            reject.reason,
            text_or_null(reject.record)};
}

}  // namespace

std::int64_t next_run_id(Warehouse& warehouse) {
    const ResultTable result = warehouse.query("SELECT COALESCE(MAX(run_id), 0) + 1 FROM etl.runs");
    return std::get<std::int64_t>(result.rows.at(0).at(0));
}

void record_run(Warehouse& warehouse, const RunRecord& run,
                const std::vector<TableRejects>& rejects) {
    warehouse.insert("etl", "runs",
                     {{run.run_id, run.started, run.finished, run.status,
                       std::string(program_version()), static_cast<std::int64_t>(run.records_read),
                       static_cast<std::int64_t>(run.records_rejected)}});
    std::vector<std::vector<Value>> rows;
    for (const TableRejects& table : rejects)
        for (const Reject& reject : table.rejects)
            rows.push_back(row_of(run.run_id, table.table, reject));
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
