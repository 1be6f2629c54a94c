#include "pipeline/etl.h"

#include <cstdio>
#include <memory>

#include <fmt/format.h>

#include "base/error.h"
#include "cli/command.h"
#include "cli/count_option.h"
#include "cli/etl_summary.h"
#include "cli/interruption.h"
#include "cli/run_display.h"
#include "report/text_sink.h"

namespace sparkify {
namespace {

struct EtlOptions {
    std::uint64_t max_errors = 0;
};

/// The run. The warehouse is closed before this returns or throws: DuckDB folds its log into the
/// file only when it is closed in peace.
void load(Session& session, const Model& model, const EtlRequest& request, EtlReport& report) {
    Interruption interruption;
    auto warehouse = session.open_warehouse();
    interruption.aim_at(*warehouse);
    RunDisplay display(session);
    try {
        run_etl(*warehouse, model, request, display, report);
    } catch (...) {
        interruption.forget();
        warehouse.reset();
        throw;
    }
    interruption.forget();
}

ExitCode run(Session& session, const EtlOptions& options) {
    const Settings& settings = session.settings();
    const Model model = session.model();
    const auto log_store = session.open_store(settings.log_data, "--log-data");
    const auto song_store = session.open_store(settings.song_data, "--song-data");
    Session::require_local(settings.log_jsonpath);
    EtlRequest request;
    request.logs = {log_store.get(), settings.log_data};
    request.songs = {song_store.get(), settings.song_data};
    request.log_jsonpath = settings.log_jsonpath;
    request.max_errors = options.max_errors;

    EtlReport report;
    try {
        load(session, model, request, report);
    } catch (...) {
        careless_sink_to(stdout)(failed_etl_summary(report, session));
        throw;
    }
    session.print_of_done(etl_summary(report, session),
                          fmt::format("run {} is committed", report.run_id));
    return ExitCode::done;
}

}  // namespace

CommandAction declare_etl(CLI::App& app) {
    const auto options = std::make_shared<EtlOptions>();
    add_count(app, "--max-errors", options->max_errors,
              "Records that may be rejected before the run fails (default 0)");
    return [options](Session& session) { return run(session, *options); };
}

}  // namespace sparkify
