#include "pipeline/etl.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <limits>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "base/quantity.h"
#include "pipeline/attempts.h"
#include "pipeline/replay.h"
#include "pipeline/run_plan.h"
#include "pipeline/single_number.h"
#include "pipeline/step_recorder.h"
#include "pipeline/step_timer.h"
#include "pipeline/transform.h"
#include "warehouse/statement_error.h"

namespace sparkify {
namespace {

// What sql/transform calls events that add no play.
constexpr const char* kNoPlay = "no play";
constexpr const char* kKnownPlay = "known play";

constexpr const char* kMatched = "matched";

using std::chrono::steady_clock;

const char* status_of(const Error& error) {
    return error.code() == ErrorCode::interrupted ? "interrupted" : "failed";
}

class Run {
  public:
    Run(Warehouse& warehouse, const Model& model, const EtlRequest& request, RunObserver& observer,
        EtlReport& report)
        : warehouse_(warehouse),
          model_(model),
          request_(request),
          observer_(observer, report.steps),
          report_(report),
          attempts_(warehouse, observer_, request.patience) {}

    void run() {
        // A file that is not fit to be replayed is no run that failed.
        if (request_.kind == RunKind::replay) plan();
        try {
            if (request_.kind != RunKind::replay) plan();
            if (nothing_to_do()) return;
            while (!is_done_in_one_transaction())
                forget_what_was_done();
        } catch (const Error& error) {
            fail(status_of(error), error.what());
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
            record_rejected("run failed");
            warehouse_.commit();
        } catch (const std::exception& error) {
            warehouse_.rollback();
            observer_.warn(fmt::format("the failed run could not be recorded: {}", error.what()));
        }
    }

  private:
    /// False if the same again may succeed.
    bool is_done_in_one_transaction() {
        try {
            warehouse_.begin();
            prepare();
            load();
            transform();
            check();
            declare_missing_keys();
            record_load();
            account();
            record("done", "");
            commit();
            return true;
        } catch (const StatementError& error) {
            if (warehouse_.is_interrupted() || !attempts_.go_on_after(error)) throw;
            return false;
        }
    }

    void forget_what_was_done() {
        warehouse_.rollback();
        outcomes_.clear();
        rejects_.clear();
        report_.loads.clear();
        report_.rejects.clear();
        report_.matches.clear();
        report_.checks.clear();
        report_.account = {};
        attempts_.wait();
        // If the connection was lost, another run may have loaded something meanwhile.
        if (request_.kind != RunKind::replay) plan();
    }

    void plan() {
        const StepTimer timer("plan", observer_);
        plan_run(&warehouse_, model_, request_, report_);
        if (request_.kind == RunKind::replay)
            replay_ = plan_replay(warehouse_, model_, request_, report_);
    }

    bool nothing_to_do() {
        if (request_.kind == RunKind::replay) return replay_.reject_ids.empty();
        if (request_.kind != RunKind::increment) return false;
        return !report_.creates_tables &&
               std::ranges::all_of(report_.plans,
                                   [](const StagingPlan& it) { return it.objects.empty(); });
    }

    void prepare() {
        create_missing_tables(warehouse_, model_);
        if (request_.kind == RunKind::full_refresh) empty_tables(warehouse_, model_, TableSet::all);
        if (request_.kind == RunKind::rebuild) empty_tables(warehouse_, model_, TableSet::star);
        report_.run_id = next_run_id(warehouse_);
        plays_before_ = count("songplays");
        part_ = part_to_load();
    }

    LoadedPart part_to_load() {
        LoadedPart part;
        part.first_load_id = request_.kind == RunKind::rebuild ? 0 : report_.run_id;
        if (plays_before_ == 0) return part;
        part.last_songplay_id = single_number(warehouse_, "SELECT MAX(songplay_id) FROM songplays");
        part.scope = Scope::run;
        return part;
    }

    void load() {
        // All tables are read before rejects are too many, so that all faults are seen at once.
        std::uint64_t rejected = 0;
        bool complete = true;
        for (const StagingPlan& plan : report_.plans) {
            const std::uint64_t allowed = errors_allowed() - std::min(rejected, errors_allowed());
            RejectLog& rejects = rejects_.try_emplace(plan.table, allowed).first->second;
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
            complete = complete && !rejects.full();
        }
        if (rejected > errors_allowed()) throw_too_many(rejected, complete);
        throw_if_rate_too_high(rejected);
    }

    /// With a rate alone the number of rejects does not matter.
    [[nodiscard]] std::uint64_t errors_allowed() const {
        if (request_.max_errors) return *request_.max_errors;
        return request_.max_error_rate ? std::numeric_limits<std::uint64_t>::max() : 0;
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

    /// After the checks, which say more of a row that no key allows. Not before there are plays:
    /// with keys, each of the first would be looked up by itself.
    void declare_missing_keys() {
        const auto statements = missing_keys(warehouse_, model_);
        if (statements.empty() || count("songplays") == 0) return;
        const StepTimer timer("declare keys", observer_);
        for (const std::string& statement : statements)
            warehouse_.execute(statement);
    }

    /// What was read from where, what of it could not be loaded, and which earlier rejects are no
    /// longer open.
    void record_load() {
        const StepTimer timer("record", observer_);
        if (request_.kind == RunKind::replay) {
            close_rejects(warehouse_, model_, replay_.reject_ids, "replayed", report_.run_id);
            return;
        }
        for (const LoadAccount& load : report_.loads)
            record_objects(warehouse_, report_.run_id, load.table, load.loaded);
        record_rejected("open");
        const SqlParameters run{{"run_id", std::to_string(report_.run_id)}};
        if (request_.kind == RunKind::full_refresh)
            change_ledger(warehouse_, model_, "forget_rejects", run);
        else if (objects_have_changed())
            change_ledger(warehouse_, model_, "supersede_rejects", run);
    }

    [[nodiscard]] bool objects_have_changed() const {
        return std::ranges::any_of(report_.plans, [](const StagingPlan& plan) {
            return count_in_state(plan.planned, ObjectState::changed) > 0;
        });
    }

    void record_rejected(const std::string& status) {
        for (const auto& [table, rejects] : rejects_)
            record_rejects(warehouse_, report_.run_id, table, rejects, status);
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
        return single_number(warehouse_, "SELECT COUNT(*) FROM " + rows);
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
        commit_run(warehouse_, model_, report_.run_id, report_.started);
    }

    void fail(const char* status, const std::string& reason) noexcept {
        warehouse_.rollback();
        report_.account = failed_account();
        outcomes_.clear();
        report_.matches.clear();
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
                         counted(rejected, "record"), errors_allowed()),
             "", complete ? "nothing was loaded" : "nothing was loaded, and reading stopped early",
             request_.kind == RunKind::replay
                 ? "mend them in the file, or empty their sections to leave them for later"
                 : "mend them (`sparkify rejects` lists them), or allow them with --max-errors"});
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
    Replay replay_;
    std::vector<EventOutcome> outcomes_;
    std::map<std::string, RejectLog> rejects_;  ///< by staging table
    Attempts attempts_;
};

}  // namespace

std::string_view name_of(RunKind kind) noexcept {
    switch (kind) {
        case RunKind::increment:
            return "increment";
        case RunKind::full_refresh:
            return "full refresh";
        case RunKind::rebuild:
            return "rebuild";
        case RunKind::replay:
            return "replay";
    }
    return "";
}

void run_etl(Warehouse& warehouse, const Model& model, const EtlRequest& request,
             RunObserver& observer, EtlReport& report) {
    const auto begin = steady_clock::now();
    Run(warehouse, model, request, observer, report).run();
    report.time = steady_clock::now() - begin;
    for (const StepTime& step : report.steps)
        if (step.step == "list objects") report.time += step.time;
}

void record_failed_listing(Warehouse& warehouse, const Model& model, const EtlRequest& request,
                           const EtlReport& report, const Error& error, RunObserver& observer) {
    EtlReport of_failure;
    of_failure.started = report.started;
    Run(warehouse, model, request, observer, of_failure)
        .record_failure(status_of(error), error.what());
}

}  // namespace sparkify
