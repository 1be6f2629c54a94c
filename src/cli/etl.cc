#include "pipeline/etl.h"

#include <memory>
#include <optional>

#include <fmt/format.h>

#include "base/error.h"
#include "cli/command.h"
#include "cli/etl_run.h"
#include "cli/plan_summary.h"
#include "cli/run_display.h"
#include "cli/share_option.h"
#include "model/model.h"
#include "pipeline/run_plan.h"
#include "storage/object_store.h"
#include "warehouse/warehouse.h"
#include "warehouse/warehouse_access.h"

namespace sparkify {
namespace {

struct EtlOptions {
    std::optional<std::uint64_t> max_errors;
    std::optional<std::string> max_error_rate;
    bool full_refresh = false;
    bool rebuild = false;
    bool dry_run = false;
    bool explain = false;
};

RunKind kind_of(const EtlOptions& options) {
    if (options.full_refresh) return RunKind::full_refresh;
    return options.rebuild ? RunKind::rebuild : RunKind::increment;
}

/// The store of both sources and what is asked of it.
struct EtlJob {
    std::unique_ptr<ObjectStore> store;
    EtlRequest request;
};

EtlJob job_of(Session& session, const EtlOptions& options) {
    if (options.full_refresh && options.rebuild)
        throw Error(ErrorCode::usage, {"--full-refresh and --rebuild exclude each other", "",
                                       "the one reads every object, the other none", ""});
    EtlJob job;
    job.request.kind = kind_of(options);
    job.request.max_errors = options.max_errors;
    if (options.max_error_rate) job.request.max_error_rate = parse_share(*options.max_error_rate);
    if (options.rebuild) return job;
    session.warehouse_access().require_what_loads_need();
    const Settings& settings = session.settings();
    job.store = session.open_store();
    job.request.logs = {job.store.get(), Session::full_location(settings.log_data, "--log-data")};
    job.request.songs = {job.store.get(),
                         Session::full_location(settings.song_data, "--song-data")};
    job.request.log_jsonpath = settings.log_jsonpath;
    return job;
}

ExitCode show_plan(Session& session, const Model& model, const EtlRequest& request, bool explain) {
    EtlReport report;
    {
        RunDisplay display(session);
        list_sources(model, request, display, report);
        const bool expected = session.warehouse_exists() || request.kind == RunKind::rebuild;
        const auto warehouse = expected ? session.open_warehouse_to_read() : nullptr;
        plan_run(warehouse.get(), model, request, report);
    }
    Session::print(plan_summary(report, explain, session));
    return ExitCode::done;
}

ExitCode run(Session& session, const EtlOptions& options) {
    const Model model = session.model();
    const EtlJob job = job_of(session, options);
    if (options.dry_run) return show_plan(session, model, job.request, options.explain);
    return run_and_tell(session, model, job.request, options.explain);
}

}  // namespace

CommandAction declare_etl(Parameters& parameters) {
    const auto options = std::make_shared<EtlOptions>();
    parameters.add_count("--max-errors", options->max_errors,
                         "Records that may be rejected before the run fails (default 0)");
    parameters.add_text(
        "--max-error-rate", options->max_error_rate, "P",
        "Share of the records that may be rejected, as 0.01 or 1%; with --max-errors, "
        "both limits hold");
    parameters.add_flag("--full-refresh", options->full_refresh,
                        "Start over: forget what was loaded, and load every object");
    parameters.add_flag("--rebuild", options->rebuild,
                        "Make the star anew from what is staged, without reading an object");
    parameters.add_flag("--dry-run", options->dry_run,
                        "Show what would be loaded, and change nothing");
    parameters.add_flag("--explain", options->explain,
                        "Say of every object why it is loaded or not");
    return [options](Session& session) { return run(session, *options); };
}

}  // namespace sparkify
