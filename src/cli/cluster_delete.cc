#include <memory>
#include <string>

#include <fmt/format.h>

#include "base/error.h"
#include "cli/cluster_command.h"
#include "cli/cluster_plan.h"
#include "cli/command.h"
#include "cli/confirmation.h"
#include "cli/interruption.h"
#include "cli/rehearsed_calls.h"
#include "cli/result_json.h"
#include "cluster/deletion.h"

namespace sparkify {
namespace {

struct DeleteOptions : ClusterOptions {
    std::string final_snapshot;
};

std::string nothing_text(const Session& session, const ClusterNames& names,
                         const ClusterServices& services) {
    if (session.json())
        return json_text({{"cluster", names.identifier}, {"deleted", nlohmann::json::array()}});
    return fmt::format("There is nothing of the cluster {} in {} (account {}).\n", names.identifier,
                       services.region, services.identity.account);
}

std::string summary(const Session& session, const ClusterNames& names, const Inventory& gone) {
    if (!session.json())
        return fmt::format("Nothing of the cluster {} is left.\n", names.identifier);
    auto list = nlohmann::ordered_json::array();
    if (gone.cluster) list.push_back(name_of(gone.cluster->kind, names.identifier));
    for (const SecurityGroup& group : gone.groups)
        list.push_back(fmt::format("the security group {} ({})", group.name, group.id));
    if (gone.role) list.push_back(fmt::format("the role {}", gone.role->name));
    return json_text({{"cluster", names.identifier}, {"deleted", list}});
}

bool may_delete(Session& session, const DeleteOptions& options, const Inventory& going,
                const ClusterServices& services) {
    const std::string text = deletion_text(going, options.final_snapshot, services);
    if (!session.json()) std::fputs(text.c_str(), stderr);
    if (options.yes || options.dry_run) return true;
    require_user(session, "this cannot be taken back and nobody can be asked",
                 "account " + services.identity.account, "", "pass --yes to delete it");
    return user_agrees("Delete it?");
}

ExitCode run(Session& session, const DeleteOptions& options) {
    const ClusterNames names = names_of(session.settings().cluster);
    if (!options.final_snapshot.empty()) require_snapshot_name(options.final_snapshot);

    const Interruption interruption(session.stop());
    RehearsedCalls calls;
    ClusterServices services(session.aws(), options.dry_run ? &calls : nullptr);
    const Inventory going = what_can_go(take_inventory(services, names), names);
    if (!going.has_ours(names.identifier)) {
        Session::print(options.dry_run && session.json() ? calls.json()
                                                         : nothing_text(session, names, services));
        return ExitCode::done;
    }
    if (!may_delete(session, options, going, services)) {
        Session::print("Nothing was changed.\n");
        return ExitCode::done;
    }
    std::string go_on = "cluster delete";
    if (!options.final_snapshot.empty()) go_on += " --final-snapshot " + options.final_snapshot;
    change_cluster(session, options, command_line(session, go_on),
                   [&](Waiting& waiting, ClusterDisplay& display) {
                       delete_cluster(services, names, going, options.final_snapshot, waiting,
                                      display);
                   });
    if (options.dry_run) {
        Session::print(session.json() ? calls.json() : calls.text());
        return ExitCode::done;
    }
    if (options.write_config) write_connection(session, "", "");
    session.print_of_done(summary(session, names, going), "the cluster is gone");
    return ExitCode::done;
}

}  // namespace

CommandAction declare_cluster_delete(Parameters& parameters) {
    const auto options = std::make_shared<DeleteOptions>();
    parameters.add_flag("-y,--yes", options->yes, "Do not ask before deleting");
    parameters.add_flag("--dry-run", options->dry_run,
                        "Print the calls that would be made, and make only those that look");
    parameters.add_text("--final-snapshot", options->final_snapshot, "NAME",
                        "Keep the data in a snapshot of this name");
    parameters.add_flag("--write-config", options->write_config,
                        "Empty [CLUSTER] HOST and [IAM_ROLE] ARN in dwh.cfg");
    add_timeout(parameters, *options);
    return [options](Session& session) { return run(session, *options); };
}

}  // namespace sparkify
