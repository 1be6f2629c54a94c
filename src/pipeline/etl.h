#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "model/model.h"
#include "pipeline/account.h"
#include "pipeline/check.h"
#include "pipeline/ledger.h"
#include "pipeline/run_observer.h"
#include "pipeline/schema.h"
#include "pipeline/staging_load.h"
#include "storage/object_store.h"
#include "warehouse/warehouse.h"

namespace sparkify {

/// Where objects come from.
struct Source {
    ObjectStore* store = nullptr;
    std::string location;
};

/// What a run of etl is to load.
struct EtlRequest {
    Source logs;
    Source songs;
    std::string log_jsonpath;      ///< see plan_staging()
    std::uint64_t max_errors = 0;  ///< rejects that the run may have
};

struct StepTime {
    std::string step;
    std::chrono::nanoseconds time{0};
};

/// The rejects of one staging table.
struct TableRejects {
    std::string table;
    std::uint64_t count = 0;
    bool complete = true;         ///< false: reading stopped early, so there may be more
    std::vector<Reject> rejects;  ///< the first of them, without their records
};

/// What a run did. Filled as the run goes on, so that it tells something about a failed run too.
struct EtlReport {
    std::int64_t run_id = 0;
    std::vector<LoadAccount> loads;
    std::vector<TableRejects> rejects;
    std::vector<EventOutcome> matches;  ///< of the plays that this run added
    RunAccount account;
    std::vector<CheckResult> checks;
    std::vector<TableRows> rows;  ///< of every table, after the run
    std::vector<StepTime> steps;
    std::chrono::nanoseconds time{0};
};

/// One run: extract, stage, transform, check, commit, all in one transaction. If it throws, the
/// tables are as they were, and the run and its rejects are recorded as failed.
void run_etl(Warehouse& warehouse, const Model& model, const EtlRequest& request,
             RunObserver& observer, EtlReport& report);

}  // namespace sparkify
