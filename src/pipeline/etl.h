#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "model/model.h"
#include "pipeline/account.h"
#include "pipeline/check.h"
#include "pipeline/ledger.h"
#include "pipeline/run_observer.h"
#include "pipeline/schema.h"
#include "pipeline/staging_load.h"
#include "storage/object_store.h"
#include "warehouse/statement_error.h"
#include "warehouse/warehouse.h"

namespace sparkify {

/// Where objects come from.
struct Source {
    ObjectStore* store = nullptr;
    std::string location;
};

/// What a run is to do.
enum class RunKind : std::uint8_t {
    increment,     ///< load what is new
    full_refresh,  ///< forget everything and load all objects
    rebuild,       ///< make the star anew from what is staged, without reading an object
    replay,        ///< load the records of rejects that were mended in a file
};

/// "increment", "full refresh", "rebuild", "replay": as the ledger has it.
[[nodiscard]] std::string_view name_of(RunKind kind) noexcept;

/// What a run of etl is asked for.
struct EtlRequest {
    Source logs;
    Source songs;
    std::string log_jsonpath;  ///< see plan_staging()
    /// Rejects that the run may have, and the share of its records that they may be (1 is all).
    /// Both hold where both are given; without any, no reject is allowed.
    std::optional<std::uint64_t> max_errors;
    std::optional<double> max_error_rate;
    RunKind kind = RunKind::increment;
    Source rejects;  ///< of a replay: the file of rejects (reject_file.h)
    /// How long a run begins again for what was made a moment ago and is not known everywhere yet:
    /// the cluster's role (Retry::not_yet).
    std::chrono::milliseconds patience = kNotYetPatience;
};

/// What became of the sections of a file of rejects.
struct ReplayedSections {
    std::uint64_t replayed = 0;
    std::uint64_t closed_before = 0;  ///< passed over: the reject is not open any more
    std::uint64_t empty = 0;          ///< passed over: there is no record
    std::uint64_t cut = 0;            ///< replayed, but only the beginning of the record was kept
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
    RunKind kind = RunKind::increment;
    std::int64_t run_id = 0;  ///< 0: nothing was new, so there was no run
    Timestamp started;
    bool creates_tables = false;     ///< some table of the model is missing
    std::vector<StagingPlan> plans;  ///< what was listed, and what of it is to be loaded
    std::vector<LoadAccount> loads;
    std::vector<TableRejects> rejects;
    ReplayedSections sections;          ///< of a replay
    std::vector<EventOutcome> matches;  ///< of the plays that this run added
    RunAccount account;
    std::vector<CheckResult> checks;
    std::vector<TableRows> rows;  ///< of every table, after the run
    std::vector<StepTime> steps;
    std::chrono::nanoseconds time{0};
};

/// One run on what list_sources() found: plan, extract, stage, transform, check, commit, all in one
/// transaction. If nothing is new, nothing is done. If it throws, the tables are as they were, and
/// the run and its rejects are recorded as failed.
void run_etl(Warehouse& warehouse, const Model& model, const EtlRequest& request,
             RunObserver& observer, EtlReport& report);

/// Records a run that failed before it could begin: its sources cannot be listed.
void record_failed_listing(Warehouse& warehouse, const Model& model, const EtlRequest& request,
                           const EtlReport& report, const Error& error, RunObserver& observer);

}  // namespace sparkify
