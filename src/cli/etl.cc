#include "pipeline/etl.h"

#include <memory>

#include "cli/command.h"
#include "cli/etl_summary.h"
#include "cli/interruption.h"
#include "cli/run_display.h"

namespace sparkify {
namespace {

struct EtlOptions {
    std::uint64_t max_errors = 0;
};

ExitCode run(Session& session, const EtlOptions& options) {
    const Settings& settings = session.settings();
    const Model model = session.model();
    const auto log_store = session.open_store(settings.log_data, "--log-data");
    const auto song_store = session.open_store(settings.song_data, "--song-data");
    std::unique_ptr<Warehouse> warehouse;
    const Interruption interruption([&warehouse] {
        if (warehouse) warehouse->interrupt();
    });
    warehouse = session.open_warehouse();

    EtlRequest request;
    request.logs = {log_store.get(), settings.log_data};
    request.songs = {song_store.get(), settings.song_data};
    request.log_jsonpath = settings.log_jsonpath;
    request.max_errors = options.max_errors;
    EtlReport report;
    try {
        RunDisplay display(session);
        run_etl(*warehouse, model, request, display, report);
    } catch (...) {
        session.print(failed_etl_summary(report, session));
        throw;
    }
    session.print(etl_summary(report, session));
    return ExitCode::done;
}

}  // namespace

CommandAction declare_etl(CLI::App& app) {
    const auto options = std::make_shared<EtlOptions>();
    app.add_option("--max-errors", options->max_errors,
                   "Records that may be rejected before the run fails (default 0)")
        ->type_name("N");
    return [options](Session& session) { return run(session, *options); };
}

}  // namespace sparkify
