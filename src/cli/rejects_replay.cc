#include <memory>
#include <string>

#include "cli/command.h"
#include "cli/etl_run.h"
#include "model/model.h"
#include "storage/object_store.h"
#include "warehouse/warehouse_access.h"

namespace sparkify {
namespace {

ExitCode run(Session& session, const std::string& file) {
    const Settings& settings = session.settings();
    session.warehouse_access().require_what_loads_need();
    const auto store = session.open_store();
    EtlRequest request;
    request.kind = RunKind::replay;
    request.rejects = {store.get(), Session::full_location(file, "FILE")};
    request.log_jsonpath = settings.log_jsonpath;
    return run_and_tell(session, session.model(), request, /*explain=*/false);
}

}  // namespace

CommandAction declare_rejects_replay(Parameters& parameters) {
    const auto file = std::make_shared<std::string>();
    parameters.add_text("file", *file, "FILE", "A file that was exported and mended",
                        Parameters::Need::required);
    return [file](Session& session) { return run(session, *file); };
}

}  // namespace sparkify
