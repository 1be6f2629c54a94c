#include "cli/etl_run.h"

#include <cstdio>
#include <memory>

#include <fmt/format.h>

#include "base/error.h"
#include "cli/etl_summary.h"
#include "cli/interruption.h"
#include "cli/run_display.h"
#include "pipeline/run_plan.h"
#include "report/text_sink.h"
#include "warehouse/run_lock.h"
#include "warehouse/warehouse.h"

namespace sparkify {
namespace {

/// Records that the sources could not be listed, if the warehouse can be opened.
void record(const Error& failure, Session& session, const std::shared_ptr<RunLock>& lock,
            const Model& model, const EtlRequest& request, RunObserver& observer,
            const EtlReport& report) {
    try {
        const auto warehouse = session.open_warehouse(lock);
        record_failed_listing(*warehouse, model, request, report, failure, observer);
    } catch (const Error& error) {
        observer.warn(fmt::format("the failed run could not be recorded: {}", error.what()));
    }
}

/// A warehouse that exists is locked before anything is listed, and opened, which keeps readers
/// away, only afterwards. One that does not exist is made only when the sources are known to be
/// there. See load() on closing it.
std::unique_ptr<Warehouse> list_and_open(Session& session, const Model& model,
                                         const EtlRequest& request, RunObserver& observer,
                                         EtlReport& report) {
    if (!session.warehouse_exists()) {
        if (request.kind == RunKind::rebuild || request.kind == RunKind::replay)
            return session.open_warehouse_to_read();
        list_sources(model, request, observer, report);
        return session.open_warehouse();
    }
    const auto lock = session.lock_warehouse();
    try {
        list_sources(model, request, observer, report);
    } catch (const Error& error) {
        record(error, session, lock, model, request, observer, report);
        throw;
    }
    return session.open_warehouse(lock);
}

/// The run. The warehouse is closed before this returns or throws, since DuckDB tidies up its file
/// only when it is closed in peace.
void load(Session& session, const Model& model, const EtlRequest& request, EtlReport& report) {
    Interruption interruption(session.stop());
    RunDisplay display(session);
    const auto warehouse = list_and_open(session, model, request, display, report);
    const Interruption::Aim aim = interruption.aim_at(*warehouse);
    run_etl(*warehouse, model, request, display, report);
}

/// Who only waits for the network when it is interrupted knows of no run.
[[noreturn]] void throw_with_next_step(const Error& error) {
    if (error.code() != ErrorCode::interrupted || !error.message().next_step.empty()) throw;
    throw Error(error.code(), {"the run was interrupted", error.message().place, "",
                               "nothing was changed; run it again"});
}

}  // namespace

ExitCode run_and_tell(Session& session, const Model& model, const EtlRequest& request,
                      bool explain) {
    EtlReport report;
    try {
        load(session, model, request, report);
    } catch (const Error& error) {
        careless_sink_to(stdout)(failed_etl_summary(report, session));
        throw_with_next_step(error);
    } catch (...) {
        careless_sink_to(stdout)(failed_etl_summary(report, session));
        throw;
    }
    session.print_of_done(etl_summary(report, explain, session),
                          fmt::format("run {} is committed", report.run_id));
    return ExitCode::done;
}

}  // namespace sparkify
