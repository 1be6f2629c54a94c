#include "pipeline/etl.h"

#include <algorithm>
#include <exception>
#include <map>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "base/error.h"
#include "pipeline/step_timer.h"
#include "pipeline/transform.h"
#include "report/quantity.h"

namespace sparkify {
namespace {

// What sql/transform calls events that add no play.
constexpr const char* kNoPlay = "no play";
constexpr const char* kKnownPlay = "known play";

constexpr const char* kMatched = "matched";

/// Keeps the time of each step (of all its slices together) and passes everything on.
class StepRecorder final : public RunObserver {
  public:
    StepRecorder(RunObserver& next, std::vector<StepTime>& steps) : next_(&next), steps_(&steps) {}

    void step_started(const std::string& step, const StepReading* reading) override {
        next_->step_started(step, reading);
    }
    void step_finished(const std::string& step, std::chrono::nanoseconds time) override {
        const auto known = std::ranges::find(*steps_, step, &StepTime::step);
        if (known != steps_->end())
            known->time += time;
        else
            steps_->push_back({step, time});
        next_->step_finished(step, time);
    }
    void warn(const std::string& what) override { next_->warn(what); }

  private:
    RunObserver* next_;
    std::vector<StepTime>* steps_;
};

class Run {
  public:
    Run(Warehouse& warehouse, const Model& model, const EtlRequest& request, RunObserver& observer,
        EtlReport& report)
        : warehouse_(warehouse),
          model_(model),
          request_(request),
          observer_(observer, report.steps),
          report_(report) {}

    void run() {
        try {
            plan();
            if (nothing_to_do()) return;
            warehouse_.begin();
            prepare();
            load();
            transform();
            check();
            record_load();
            account();
            record("done", "");
            commit();
        } catch (const Error& error) {
            fail(error.code() == ErrorCode::interrupted ? "interrupted" : "failed", error.what());
            throw;
        } catch (const std::exception& error) {
            fail("failed", error.what());
            throw;
        }
    }

    void record_failure(const char* status, const std::string& reason) noexcept {
        try {
            warehouse_.begin();
            create_missing_ledger(warehouse_, model_);
            report_.run_id = next_run_id(warehouse_);
            record(status, reason);
            record_rejected();
            warehouse_.commit();
        } catch (const std::exception& error) {
            warehouse_.rollback();
            observer_.warn(fmt::format("the failed run could not be recorded: {}", error.what()));
        }
    }

  private:
    void plan() {
        const StepTimer timer("plan", observer_);
        plan_run(&warehouse_, model_, request_, report_);
    }

    bool nothing_to_do() {
        if (request_.kind != RunKind::increment) return false;
        return std::ranges::all_of(report_.plans,
                                   [](const StagingPlan& it) { return it.objects.empty(); }) &&
               std::ranges::all_of(model_.tables(), [&](const ModelFile& table) {
                   return warehouse_.has_table("", table.name);
               });
    }

    void prepare() {
        create_missing_tables(warehouse_, model_);
        if (request_.kind == RunKind::full_refresh)
            drop_and_create(warehouse_, model_, TableSet::all);
        if (request_.kind == RunKind::rebuild) drop_and_create(warehouse_, model_, TableSet::star);
        report_.run_id = next_run_id(warehouse_);
        plays_before_ = count("songplays");
        part_ = part_to_load();
    }

    LoadedPart part_to_load() {
        LoadedPart part;
        part.first_load_id = request_.kind == RunKind::rebuild ? 0 : report_.run_id;
        if (plays_before_ == 0) return part;
        const ResultTable last = warehouse_.query("SELECT MAX(songplay_id) FROM songplays");
        part.last_songplay_id = std::get<std::int64_t>(last.rows.at(0).at(0));
        part.scope = Scope::run;
        return part;
    }

    void load() {
        std::uint64_t rejected = 0;
        for (const StagingPlan& plan : report_.plans) {
            RejectLog& rejects =
                rejects_.try_emplace(plan.table, errors_allowed() - rejected).first->second;
            try {
                report_.loads.push_back(
                    load_staging(warehouse_, plan, report_.run_id, rejects, observer_));
            } catch (...) {
                report_.loads.push_back({.table = plan.table, .rejected = rejects.count()});
                report_rejects(plan, rejects);
                throw;
            }
            report_rejects(plan, rejects);
            rejected += rejects.count();
            if (rejected > errors_allowed()) throw_too_many(rejected, !rejects.full());
        }
        throw_if_rate_too_high(rejected);
    }

    /// With a rate alone the number of rejects does not matter.
    [[nodiscard]] std::uint64_t errors_allowed() const {
        const bool only_rate = request_.max_error_rate && request_.max_errors == 0;
        return only_rate ? std::numeric_limits<std::uint64_t>::max() : request_.max_errors;
    }

    void report_rejects(const StagingPlan& plan, const RejectLog& rejects) {
        if (rejects.count() > 0)
            report_.rejects.push_back(
                {plan.table, rejects.count(), !rejects.full(), rejects.examples()});
    }

    void transform() {
        run_transforms(warehouse_, model_, part_, observer_);
        outcomes_ = take_event_outcomes(warehouse_);
        for (const EventOutcome& outcome : outcomes_)
            if (outcome.outcome != kNoPlay && outcome.outcome != kKnownPlay)
                report_.matches.push_back(outcome);
    }

    void check() {
        {
            const StepTimer timer("check", observer_);
            report_.checks = run_checks(warehouse_, model_, part_.scope, part_.parameters());
        }
        throw_if_failed(report_.checks);
        run_transforms_after_checks(warehouse_, model_, part_, observer_);
        report_.rows = count_rows(warehouse_, model_);
    }

    /// What was read from where, and what of it could not be loaded.
    void record_load() {
        const StepTimer timer("record", observer_);
        for (const LoadAccount& load : report_.loads)
            record_objects(warehouse_, report_.run_id, load.table, load.loaded);
        record_rejected();
    }

    void record_rejected() {
        for (const auto& [table, rejects] : rejects_)
            record_rejects(warehouse_, report_.run_id, table, rejects);
    }

    /// Counts in the warehouse what is about to be committed.
    void account() {
        const StepTimer timer("account", observer_);
        RunAccount& account = report_.account;
        for (const LoadAccount& load : report_.loads) {
            const std::int64_t staged =
                count(fmt::format("{} WHERE load_id = {}", load.table, report_.run_id));
            account.records_read += static_cast<std::int64_t>(load.read);
            account.records_staged += staged;
            if (load.table == "staging_events") account.events_staged = staged;
        }
        if (request_.kind == RunKind::rebuild) account.events_staged = count("staging_events");
        account.records_rejected =
            count(fmt::format("etl.rejects WHERE run_id = {}", report_.run_id));
        account.plays_added = count("songplays") - plays_before_;
        account.plays_known = events_with(outcomes_, kKnownPlay);
        account.no_plays = events_with(outcomes_, kNoPlay);
        throw_if_wrong(account);
    }

    std::int64_t count(const std::string& rows) {
        const ResultTable result = warehouse_.query("SELECT COUNT(*) FROM " + rows);
        return std::get<std::int64_t>(result.rows.at(0).at(0));
    }

    void record(const char* status, const std::string& error) {
        RunRecord run{.run_id = report_.run_id,
                      .kind = std::string(name_of(request_.kind)),
                      .status = status,
                      .started = report_.started,
                      .error = error,
                      .account = report_.account,
                      .plays_matched = events_with(outcomes_, kMatched)};
        for (const LoadAccount& load : report_.loads) {
            run.objects += load.objects;
            run.bytes += load.bytes;
        }
        record_run(warehouse_, run);
        record_steps(warehouse_, run.run_id, report_.steps);
        record_checks(warehouse_, run.run_id, report_.checks);
    }

    void commit() {
        const StepTimer timer("commit", observer_);
        warehouse_.commit();
    }

    void fail(const char* status, const std::string& reason) noexcept {
        warehouse_.rollback();
        report_.account = failed_account();
        record_failure(status, reason);
    }

    /// Of a run that is rolled back nothing is staged; what was read and rejected is still worth
    /// knowing.
    [[nodiscard]] RunAccount failed_account() const noexcept {
        RunAccount account;
        for (const LoadAccount& load : report_.loads) {
            account.records_read += static_cast<std::int64_t>(load.read);
            account.records_rejected += static_cast<std::int64_t>(load.rejected);
        }
        return account;
    }

    [[noreturn]] void throw_too_many(std::uint64_t rejected, bool complete) const {
        throw Error(
            ErrorCode::too_many_rejects,
            {fmt::format("{}{} could not be loaded, {} allowed", complete ? "" : "at least ",
                         counted(rejected, "record"), request_.max_errors),
             "", complete ? "nothing was loaded" : "nothing was loaded, and reading stopped early",
             "mend them (`sparkify rejects` lists them), or allow them with --max-errors"});
    }

    void throw_if_rate_too_high(std::uint64_t rejected) const {
        if (!request_.max_error_rate || rejected == 0) return;
        std::uint64_t read = 0;
        for (const LoadAccount& load : report_.loads)
            read += load.read;
        const double rate = static_cast<double>(rejected) / static_cast<double>(read);
        if (rate <= *request_.max_error_rate) return;
        throw Error(
            ErrorCode::too_many_rejects,
            {fmt::format("{} of {} could not be loaded: {}, {} allowed", count_text(rejected),
                         counted(read, "record"), percent_text(rate),
                         percent_text(*request_.max_error_rate)),
             "", "nothing was loaded",
             "mend them (`sparkify rejects` lists them), or allow them with --max-error-rate"});
    }

    Warehouse& warehouse_;
    const Model& model_;
    const EtlRequest& request_;
    StepRecorder observer_;
    EtlReport& report_;
    std::int64_t plays_before_ = 0;
    LoadedPart part_;
    std::vector<EventOutcome> outcomes_;
    std::map<std::string, RejectLog> rejects_;  ///< by staging table
};

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

std::string_view name_of(RunKind kind) noexcept {
    switch (kind) {
        case RunKind::increment:
            return "increment";
        case RunKind::full_refresh:
            return "full refresh";
        case RunKind::rebuild:
            return "rebuild";
    }
    return "";
}

void list_sources(const Model& model, const EtlRequest& request, RunObserver& observer,
                  EtlReport& report) {
    report.kind = request.kind;
    report.started = current_timestamp();
    if (request.kind == RunKind::rebuild) return;
    StepRecorder recorder(observer, report.steps);
    const StepTimer timer("list objects", recorder);
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
    const bool full_refresh = request.kind == RunKind::full_refresh;
    if (!known.empty() && !full_refresh) throw_if_a_table_is_missing(*warehouse, model, request);
    for (StagingPlan& plan : report.plans) {
        if (full_refresh) throw_if_all_would_be_forgotten(plan, known[plan.table]);
        plan.choose(known[plan.table], full_refresh ? KnownObjects::forgotten : KnownObjects::kept);
    }
}

void run_etl(Warehouse& warehouse, const Model& model, const EtlRequest& request,
             RunObserver& observer, EtlReport& report) {
    const auto begin = std::chrono::steady_clock::now();
    Run(warehouse, model, request, observer, report).run();
    report.time = std::chrono::steady_clock::now() - begin;
    for (const StepTime& step : report.steps)
        if (step.step == "list objects") report.time += step.time;
}

void record_failed_listing(Warehouse& warehouse, const Model& model, const EtlRequest& request,
                           const EtlReport& report, const Error& error, RunObserver& observer) {
    EtlReport of_failure;
    of_failure.started = report.started;
    Run(warehouse, model, request, observer, of_failure).record_failure("failed", error.what());
}

}  // namespace sparkify
