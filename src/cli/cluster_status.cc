#include <nlohmann/json.hpp>

#include "cli/cluster_command.h"
#include "cli/cluster_report.h"
#include "cli/command.h"
#include "cli/result_json.h"

namespace sparkify {
namespace {

ExitCode run(Session& session) {
    session.be_impatient();
    ClusterServices services(session.aws());
    const ClusterReport report = report_of(services, names_of(session.settings()));
    Session::print(session.json() ? json_text(report_json(report)) : report_text(report));
    for (const std::string& doubt : report.inventory.doubts)
        session.warn(doubt);
    return ExitCode::done;
}

}  // namespace

CommandAction declare_cluster_status(Parameters& /*parameters*/) {
    return run;
}

}  // namespace sparkify
