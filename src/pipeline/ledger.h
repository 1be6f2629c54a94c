#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/value.h"
#include "ingest/reject_log.h"
#include "model/model.h"
#include "pipeline/account.h"
#include "pipeline/check.h"
#include "warehouse/warehouse.h"

namespace sparkify {

// The ledger is the schema `etl` of the warehouse: what was loaded when, and what came of it. Its
// tables are those of sql/ledger; docs/ledger.md explains them to users.

/// An object whose records the tables hold.
struct KnownObject {
    std::string key;
    std::uint64_t size = 0;
    std::string version;
    std::int64_t run_id = 0;  ///< the run that loaded it
};

/// An object that a run loaded.
struct LoadedObject {
    std::string key;
    std::uint64_t size = 0;
    std::string version;
    std::optional<std::uint64_t> records;  ///< nothing: whoever has read it did not say
    std::uint64_t rejects = 0;
};

/// One run, as the ledger keeps it.
struct RunRecord {
    std::int64_t run_id = 0;
    std::string kind;    ///< "increment", "full refresh", "rebuild", "replay", "create tables"
    std::string status;  ///< "done", "failed", "interrupted"
    Timestamp started;
    std::string error;  ///< why it failed
    std::uint64_t objects = 0;
    std::uint64_t bytes = 0;
    RunAccount account;
    std::int64_t plays_matched = 0;
};

/// How long a step of a run took.
struct StepTime {
    std::string step;
    std::chrono::nanoseconds time{0};
};

/// Creates the tables of the ledger that are missing. Throws Error(configuration) if the ledger was
/// written by a program that lays it out differently.
void create_missing_ledger(Warehouse& warehouse, const Model& model);

/// What the ledger says was loaded into each staging table. Nothing if there is no ledger yet.
[[nodiscard]] std::map<std::string, std::vector<KnownObject>> known_objects(Warehouse& warehouse,
                                                                            const Model& model);

/// The number that the next run gets. Runs are numbered from 1.
[[nodiscard]] std::int64_t next_run_id(Warehouse& warehouse);

/// These write to the ledger, in the current transaction.
void record_run(Warehouse& warehouse, const RunRecord& run);
void record_objects(Warehouse& warehouse, std::int64_t run_id, const std::string& table,
                    const std::vector<LoadedObject>& objects);
void record_steps(Warehouse& warehouse, std::int64_t run_id, const std::vector<StepTime>& steps);
void record_checks(Warehouse& warehouse, std::int64_t run_id,
                   const std::vector<CheckResult>& checks);
/// `status`: what the rejects are from now on, "open" or "run failed".
void record_rejects(Warehouse& warehouse, std::int64_t run_id, const std::string& table,
                    const RejectLog& rejects, const std::string& status);

/// Commits the transaction that has recorded a run as done. If the connection is lost in between,
/// the ledger is asked whether the run was committed: if so it is done, and if not, or if the
/// ledger cannot be asked, this throws Error(unreachable) that says so. `started`: of the run.
void commit_run(Warehouse& warehouse, const Model& model, std::int64_t run_id, Timestamp started);

/// Throws Error(usage) if there was no such run.
void require_run(Warehouse& warehouse, const Model& model, std::int64_t run_id);

/// Answers a question to the ledger (sql/ledger_queries), whose parameters are numbers. No rows if
/// there is no ledger yet.
[[nodiscard]] ResultTable ask_ledger(Warehouse& warehouse, const Model& model,
                                     std::string_view question,
                                     const SqlParameters& parameters = {});

/// The same row by row, for answers that may be long. Tells `consumer` nothing if there is no
/// ledger yet.
void ask_ledger(Warehouse& warehouse, const Model& model, std::string_view question,
                const SqlParameters& parameters, Warehouse::RowConsumer& consumer);

/// Changes the ledger (sql/ledger_changes) in the current transaction.
void change_ledger(Warehouse& warehouse, const Model& model, std::string_view change,
                   const SqlParameters& parameters);

/// Closes rejects, of which those that are not open stay as they are. `status`: "replayed" or
/// "discarded"; `run_id` is the run that did it, 0 if none did.
void close_rejects(Warehouse& warehouse, const Model& model,
                   const std::vector<std::int64_t>& reject_ids, std::string_view status,
                   std::int64_t run_id);

/// Now, in UTC.
[[nodiscard]] Timestamp current_timestamp();

}  // namespace sparkify
