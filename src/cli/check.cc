#include "pipeline/check.h"

#include <nlohmann/json.hpp>

#include "cli/check_report.h"
#include "cli/command.h"
#include "cli/result_json.h"
#include "model/model.h"
#include "pipeline/schema.h"
#include "warehouse/warehouse.h"

namespace sparkify {
namespace {

ExitCode run(Session& session) {
    const Model model = session.model();
    const auto warehouse = session.open_warehouse_to_read();
    require_tables(*warehouse, model);
    std::vector<CheckResult> results = run_checks(*warehouse, model);
    count_measured(*warehouse, results);
    Session::print(session.json() ? json_text(check_json(results))
                                  : check_report(results, session.terminal()));
    throw_if_failed(results);
    return ExitCode::done;
}

}  // namespace

CommandAction declare_check(Parameters& /*parameters*/) {
    return run;
}

}  // namespace sparkify
