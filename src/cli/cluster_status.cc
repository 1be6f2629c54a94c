#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "cli/cluster_command.h"
#include "cli/cluster_report.h"
#include "cli/command.h"
#include "cli/result_json.h"

namespace sparkify {
namespace {

/// Those of the cluster, whosever they are, and ours that belong to none.
std::vector<SecurityGroup> all_groups(ClusterServices& services, const Inventory& inventory) {
    std::vector<SecurityGroup> groups = inventory.groups;
    std::vector<std::string> others;
    if (inventory.cluster)
        for (const std::string& id : inventory.cluster->security_groups)
            if (std::ranges::find(groups, id, &SecurityGroup::id) == groups.end())
                others.push_back(id);
    for (SecurityGroup& group : services.ec2.groups_of_ids(others))
        groups.push_back(std::move(group));
    return groups;
}

ExitCode run(Session& session) {
    session.be_impatient();
    ClusterReport report;
    report.names = names_of(session.settings().cluster);
    ClusterServices services(session.aws());
    report.account = services.identity.account;
    report.region = services.region;
    report.inventory = take_inventory(services, report.names);
    report.groups = all_groups(services, report.inventory);
    report.now = std::chrono::system_clock::now();
    Session::print(session.json() ? json_text(report_json(report)) : report_text(report));
    return ExitCode::done;
}

}  // namespace

CommandAction declare_cluster_status(Parameters& /*parameters*/) {
    return run;
}

}  // namespace sparkify
