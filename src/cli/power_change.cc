#include "cli/power_change.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "cli/cluster_command.h"
#include "cli/interruption.h"
#include "cli/rehearsed_calls.h"
#include "cli/result_json.h"

namespace sparkify {
namespace {

/// The cluster, if it is one that can be paused. Throws Error(failed) otherwise.
ClusterState required_cluster(ClusterServices& services, const ClusterNames& names) {
    auto cluster = find_cluster(services.redshift, names.identifier, names.kind);
    if (!cluster)
        throw Error(
            ErrorCode::failed,
            {fmt::format("there is no cluster {}", names.identifier), "in " + services.region, "",
             "look for it (`sparkify cluster list`), or make it: `sparkify cluster create`"});
    require_ours(*cluster);
    const std::string name = name_of(cluster->kind, names.identifier);
    if (cluster->kind == ClusterKind::serverless)
        throw Error(ErrorCode::failed, {fmt::format("{} cannot be paused or resumed", name), "",
                                        "it costs nothing while nobody asks", ""});
    require_hope(*cluster);
    require_staying(*cluster);
    return *std::move(cluster);
}

std::string summary(const Session& session, const std::string& identifier, const PowerChange& power,
                    bool was_so) {
    if (session.json())
        return json_text({{"cluster", identifier}, {"state", power.done}, {"changed", !was_so}});
    return fmt::format("The cluster {} is {}{}. {}\n", identifier, power.done,
                       was_so ? " already" : "", power.hint);
}

ExitCode run(Session& session, const ClusterOptions& options, const PowerChange& power) {
    const ClusterNames names = names_of(session.settings());
    const Interruption interruption(session.stop());
    RehearsedCalls calls;
    ClusterServices services(session.aws(), options.dry_run ? &calls : nullptr);
    const ClusterState found = required_cluster(services, names);
    const bool was_so = found.phase == power.phase;
    if (!was_so)
        change_cluster(session, options, {power.command + timeout_flag(options)},
                       [&](Waiting& waiting, ClusterDisplay& display) {
                           display.exists(name_of(found.kind, names.identifier));
                           ProvisionedCluster cluster(services.redshift.provisioned,
                                                      names.identifier);
                           (cluster.*power.change)(waiting);
                       });
    if (options.dry_run)
        Session::print(session.json() ? calls.json() : calls.text());
    else
        session.print_of_done(summary(session, names.identifier, power, was_so),
                              "the cluster is " + power.done);
    return ExitCode::done;
}

}  // namespace

CommandAction declare_power_change(Parameters& parameters, PowerChange power) {
    const auto options = std::make_shared<ClusterOptions>();
    add_dry_run(parameters, *options);
    add_timeout(parameters, *options);
    return [options, power = std::move(power)](Session& session) {
        return run(session, *options, power);
    };
}

}  // namespace sparkify
