#include "pipeline/run_plan.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "base/quantity.h"
#include "pipeline/step_recorder.h"
#include "pipeline/step_timer.h"

namespace sparkify {
namespace {

/// A table that was dropped would be made anew, empty, beside others that are full.
void throw_if_a_table_is_missing(Warehouse& warehouse, const Model& model,
                                 const EtlRequest& request) {
    for (const ModelFile& table : model.tables()) {
        if (warehouse.has_table("", table.name)) continue;
        const bool staging = is_staging(table);
        if (request.kind == RunKind::rebuild && !staging) continue;
        throw Error(ErrorCode::failed,
                    {fmt::format("the table {} is gone", table.name), warehouse.name(),
                     "the ledger knows of objects that were loaded into it",
                     staging ? "load everything anew with --full-refresh"
                             : "make it anew from what is staged with --rebuild"});
    }
}

void throw_if_all_would_be_forgotten(const StagingPlan& plan,
                                     const std::vector<KnownObject>& known) {
    if (known.empty() || !plan.listed.empty()) return;
    throw Error(ErrorCode::configuration,
                {fmt::format("a full refresh would leave {} empty", plan.table), plan.location,
                 fmt::format("no object is there, and {} would be forgotten",
                             counted(known.size(), "known object")),
                 "correct the location, or empty the tables with `sparkify create-tables`"});
}

}  // namespace

void list_sources(const Model& model, const EtlRequest& request, RunObserver& observer,
                  EtlReport& report) {
    report.kind = request.kind;
    report.started = current_timestamp();
    if (request.kind == RunKind::rebuild || request.kind == RunKind::replay) return;
    StepRecorder recorder(observer, report.steps);
    StepReading reading;
    reading.store = request.logs.store;
    const StepTimer timer("list objects", recorder, &reading);
    // Songs first: with them in place, plays are matched as they come.
    report.plans.push_back(
        plan_staging(model, "staging_songs", *request.songs.store, request.songs.location, ""));
    report.plans.push_back(plan_staging(model, "staging_events", *request.logs.store,
                                        request.logs.location, request.log_jsonpath));
    for (const StagingPlan& plan : report.plans)
        if (plan.listed.empty())
            observer.warn(fmt::format("{} has no objects for {}", plan.location, plan.table));
}

void plan_run(Warehouse* warehouse, const Model& model, const EtlRequest& request,
              EtlReport& report) {
    std::map<std::string, std::vector<KnownObject>> known;
    if (warehouse != nullptr) known = known_objects(*warehouse, model);
    report.creates_tables =
        warehouse == nullptr || std::ranges::any_of(model.tables(), [&](const ModelFile& table) {
            return !warehouse->has_table("", table.name);
        });
    const bool full_refresh = request.kind == RunKind::full_refresh;
    if (warehouse != nullptr && !known.empty() && !full_refresh)
        throw_if_a_table_is_missing(*warehouse, model, request);
    for (StagingPlan& plan : report.plans) {
        if (full_refresh) throw_if_all_would_be_forgotten(plan, known[plan.table]);
        plan.choose(known[plan.table], full_refresh ? KnownObjects::forgotten : KnownObjects::kept);
    }
}

}  // namespace sparkify
