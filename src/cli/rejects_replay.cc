#include <memory>
#include <string>

#include "cli/command.h"
#include "cli/etl_run.h"
#include "cli/full_path.h"

namespace sparkify {
namespace {

ExitCode run(Session& session, const std::string& file) {
    const Settings& settings = session.settings();
    Session::require_local(settings.log_jsonpath);
    const auto store = Session::open_store(file, "FILE");
    EtlRequest request;
    request.kind = RunKind::replay;
    request.rejects = {store.get(), full_path(file)};
    request.log_jsonpath = settings.log_jsonpath;
    return run_and_tell(session, session.model(), request, /*explain=*/false);
}

}  // namespace

CommandAction declare_rejects_replay(CLI::App& app) {
    const auto file = std::make_shared<std::string>();
    app.add_option("file", *file, "A file that was exported and mended")
        ->type_name("FILE")
        ->required();
    return [file](Session& session) { return run(session, *file); };
}

}  // namespace sparkify
