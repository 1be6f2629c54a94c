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
        const auto begin = std::chrono::steady_clock::now();
        started_ = current_timestamp();
        try {
            plan();
            warehouse_.begin();
            prepare();
            load();
            transform();
            check();
            record("done");
            account();
            commit();
        } catch (...) {
            warehouse_.rollback();
            record_failure();
            throw;
        }
        report_.time = std::chrono::steady_clock::now() - begin;
    }

  private:
    void plan() {
        const StepTimer timer("list objects", observer_);
        // Songs first: with them in place, plays are matched as they come.
        plans_.push_back(plan_staging(model_, "staging_songs", *request_.songs.store,
                                      request_.songs.location, ""));
        plans_.push_back(plan_staging(model_, "staging_events", *request_.logs.store,
                                      request_.logs.location, request_.log_jsonpath));
        for (const StagingPlan& plan : plans_)
            if (plan.objects.empty())
                observer_.warn(fmt::format("{} has no objects for {}", plan.location, plan.table));
    }

    void prepare() {
        create_missing_tables(warehouse_, model_);
        report_.run_id = next_run_id(warehouse_);
        plays_before_ = count("songplays");
    }

    void load() {
        std::uint64_t rejected = 0;
        for (const StagingPlan& plan : plans_) {
            RejectLog& rejects =
                rejects_.try_emplace(plan.table, request_.max_errors - rejected).first->second;
            try {
                report_.loads.push_back(
                    load_staging(warehouse_, plan, report_.run_id, rejects, observer_));
            } catch (...) {
                report_.loads.push_back({.table = plan.table, .rejected = rejects.count()});
                report(plan, rejects);
                throw;
            }
            report(plan, rejects);
            rejected += rejects.count();
            if (rejected > request_.max_errors) throw_too_many(rejected, !rejects.full());
        }
    }

    void report(const StagingPlan& plan, const RejectLog& rejects) {
        if (rejects.count() > 0)
            report_.rejects.push_back(
                {plan.table, rejects.count(), !rejects.full(), rejects.examples()});
    }

    void transform() {
        run_transforms(warehouse_, model_, report_.run_id, observer_);
        outcomes_ = take_event_outcomes(warehouse_);
        for (const EventOutcome& outcome : outcomes_)
            if (outcome.outcome != kNoPlay && outcome.outcome != kKnownPlay)
                report_.matches.push_back(outcome);
    }

    void check() {
        {
            const StepTimer timer("check", observer_);
            report_.checks = run_checks(warehouse_, model_);
        }
        throw_if_failed(report_.checks);
        report_.rows = count_rows(warehouse_, model_);
    }

    void record(const char* status) {
        RunRecord run{next_run_id(warehouse_), started_, current_timestamp(), status, 0, 0};
        for (const LoadAccount& load : report_.loads) {
            run.records_read += load.read;
            run.records_rejected += load.rejected;
        }
        record_run(warehouse_, run);
        for (const auto& [table, rejects] : rejects_)
            record_rejects(warehouse_, run.run_id, table, rejects);
    }

    /// Counts in the warehouse what is about to be committed.
    void account() {
        RunAccount& account = report_.account;
        for (const LoadAccount& load : report_.loads)
            account.records_read += static_cast<std::int64_t>(load.read);
        for (const StagingPlan& plan : plans_)
            account.records_staged +=
                count(fmt::format("{} WHERE load_id = {}", plan.table, report_.run_id));
        account.records_rejected =
            count(fmt::format("etl.rejects WHERE run_id = {}", report_.run_id));
        account.events_staged =
            count(fmt::format("staging_events WHERE load_id = {}", report_.run_id));
        account.plays_added = count("songplays") - plays_before_;
        account.plays_known = events_with(outcomes_, kKnownPlay);
        account.no_plays = events_with(outcomes_, kNoPlay);
        throw_if_wrong(account);
    }

    std::int64_t count(const std::string& rows) {
        const ResultTable result = warehouse_.query("SELECT COUNT(*) FROM " + rows);
        return std::get<std::int64_t>(result.rows.at(0).at(0));
    }

    void commit() {
        const StepTimer timer("commit", observer_);
        warehouse_.commit();
    }

    void record_failure() noexcept {
        try {
            warehouse_.begin();
            create_missing_ledger(warehouse_, model_);
            record("failed");
            warehouse_.commit();
        } catch (const std::exception& error) {
            warehouse_.rollback();
            observer_.warn(fmt::format("the failed run could not be recorded: {}", error.what()));
        }
    }

    [[noreturn]] void throw_too_many(std::uint64_t rejected, bool complete) const {
        throw Error(
            ErrorCode::too_many_rejects,
            {fmt::format("{}{} could not be loaded, {} allowed", complete ? "" : "at least ",
                         counted(rejected, "record"), request_.max_errors),
             "", complete ? "nothing was loaded" : "nothing was loaded, and reading stopped early",
             "mend them (`sparkify rejects` lists them), or allow them with --max-errors"});
    }

    Warehouse& warehouse_;
    const Model& model_;
    const EtlRequest& request_;
    StepRecorder observer_;
    EtlReport& report_;
    Timestamp started_;
    std::int64_t plays_before_ = 0;
    std::vector<EventOutcome> outcomes_;
    std::vector<StagingPlan> plans_;
    std::map<std::string, RejectLog> rejects_;  ///< by staging table
};

}  // namespace

void run_etl(Warehouse& warehouse, const Model& model, const EtlRequest& request,
             RunObserver& observer, EtlReport& report) {
    Run(warehouse, model, request, observer, report).run();
}

}  // namespace sparkify
