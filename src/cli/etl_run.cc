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

namespace sparkify {
namespace {

/// A warehouse that exists is opened, and so locked, before anything is listed. One that does not
/// is made only when the sources are known to be there. See load() on closing it.
std::unique_ptr<Warehouse> list_and_open(Session& session, const Model& model,
                                         const EtlRequest& request, RunObserver& observer,
                                         EtlReport& report) {
    if (!session.warehouse_exists()) {
        if (request.kind == RunKind::rebuild || request.kind == RunKind::replay)
            return session.open_warehouse_to_read();
        list_sources(model, request, observer, report);
        return session.open_warehouse();
    }
    auto warehouse = session.open_warehouse();
    try {
        list_sources(model, request, observer, report);
    } catch (const Error& error) {
        record_failed_listing(*warehouse, model, request, report, error, observer);
        warehouse.reset();
        throw;
    }
    return warehouse;
}

/// The run. The warehouse is closed before this returns or throws: DuckDB folds its log into the
/// file only when it is closed in peace.
void load(Session& session, const Model& model, const EtlRequest& request, EtlReport& report) {
    Interruption interruption;
    RunDisplay display(session);
    auto warehouse = list_and_open(session, model, request, display, report);
    interruption.aim_at(*warehouse);
    try {
        run_etl(*warehouse, model, request, display, report);
    } catch (...) {
        interruption.forget();
        warehouse.reset();
        throw;
    }
    interruption.forget();
}

}  // namespace

ExitCode run_and_tell(Session& session, const Model& model, const EtlRequest& request,
                      bool explain) {
    EtlReport report;
    try {
        load(session, model, request, report);
    } catch (...) {
        careless_sink_to(stdout)(failed_etl_summary(report, session));
        throw;
    }
    session.print_of_done(etl_summary(report, explain, session),
                          fmt::format("run {} is committed", report.run_id));
    return ExitCode::done;
}

}  // namespace sparkify
