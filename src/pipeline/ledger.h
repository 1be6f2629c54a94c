#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/value.h"
#include "ingest/reject_log.h"
#include "warehouse/warehouse.h"

namespace sparkify {

/// One run, as the ledger keeps it.
struct RunRecord {
    std::int64_t run_id = 0;
    Timestamp started;
    Timestamp finished;
    std::string status;  ///< "done" or "failed"
    std::uint64_t records_read = 0;
    std::uint64_t records_rejected = 0;
};

/// The number that the next run gets. Runs are numbered from 1.
[[nodiscard]] std::int64_t next_run_id(Warehouse& warehouse);

/// Writes a run, in the current transaction.
void record_run(Warehouse& warehouse, const RunRecord& run);

/// Writes all rejects that a run had for a staging table, in the current transaction.
void record_rejects(Warehouse& warehouse, std::int64_t run_id, const std::string& table,
                    const RejectLog& rejects);

/// The latest run with rejects and all of its rejects: run_id, table_name, object, line,
/// column_name, value, reason, record. No rows if there are none.
[[nodiscard]] ResultTable latest_rejects(Warehouse& warehouse);

/// Now, in UTC.
[[nodiscard]] Timestamp current_timestamp();

}  // namespace sparkify
