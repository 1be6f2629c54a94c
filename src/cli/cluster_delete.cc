#include <memory>
#include <optional>
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
#include "cli/written_connection.h"
#include "cluster/access_group.h"
#include "cluster/deletion.h"
#include "cluster/staging_bucket.h"

namespace sparkify {
namespace {

struct DeleteOptions : ClusterOptions {
    std::optional<std::string> final_snapshot;

    [[nodiscard]] std::string snapshot() const { return final_snapshot.value_or(""); }
};

using Json = nlohmann::ordered_json;

std::string nothing_text(const Session& session, const ClusterNames& names,
                         const ClusterServices& services) {
    if (session.json())
        return json_text(
            {{"cluster", names.identifier}, {"deleted", Json::array()}, {"left", Json::array()}});
    return fmt::format("There is nothing of the cluster {} in {} (account {}).\n", names.identifier,
                       services.region, services.identity.account);
}

/// `staying`: the bucket, if it is not empty.
std::string summary(const ClusterNames& names, const std::optional<S3Bucket>& staying) {
    if (!staying) return fmt::format("Nothing of the cluster {} is left.\n", names.identifier);
    return fmt::format(
        "The bucket {} stays: there are objects in it that no run has staged. Nothing else of the "
        "cluster {} is left.\n",
        staying->name, names.identifier);
}

Json summary_json(const ClusterNames& names, const Inventory& going,
                  const std::optional<S3Bucket>& staying) {
    Json deleted = Json::array();
    if (going.cluster) deleted.push_back(name_of(going.cluster->kind, names.identifier));
    for (const SecurityGroup& group : going.groups)
        deleted.push_back(name_of(group));
    for (const IamRole& role : going.roles)
        deleted.push_back(fmt::format("the role {}", role.name));
    Json left = Json::array();
    if (going.bucket) (staying ? left : deleted).push_back(name_of(*going.bucket));
    return {{"cluster", names.identifier}, {"deleted", deleted}, {"left", left}};
}

bool may_delete(Session& session, const DeleteOptions& options, const Inventory& going,
                const ClusterServices& services) {
    const std::string text = deletion_text(going, options.snapshot(), services);
    if (!session.json()) std::fputs(text.c_str(), stderr);
    if (options.yes || options.dry_run) return true;
    require_user(session, "this cannot be taken back and nobody can be asked",
                 "account " + services.identity.account, "", "pass --yes to delete it");
    return user_agrees("Delete it?", session.stop().get_token());
}

/// Of a cluster that goes already, or is gone, AWS makes no snapshot any more.
void warn_of_lost_snapshot(const Session& session, const Inventory& going,
                           const std::string& snapshot) {
    const bool too_late = !going.cluster || going.cluster->phase == ClusterPhase::deleting;
    if (snapshot.empty() || !too_late ||
        (going.cluster && going.cluster->status == "final-snapshot"))
        return;
    session.warn(
        fmt::format("the cluster is {}: there is a snapshot {} only if an earlier `cluster delete` "
                    "asked for it",
                    going.cluster ? "being deleted already" : "gone", snapshot));
}

std::string to_go_on(const DeleteOptions& options) {
    std::string command = "cluster delete";
    if (options.final_snapshot) command += " --final-snapshot " + *options.final_snapshot;
    if (options.write_config) command += " --write-config";
    return command + timeout_flag(options);
}

ExitCode run(Session& session, const DeleteOptions& options) {
    const ClusterNames names = names_of(session.settings());
    if (options.final_snapshot) require_snapshot_name(*options.final_snapshot);
    if (options.write_config) require_writable_config(session);

    const Interruption interruption(session.stop());
    RehearsedCalls calls;
    ClusterServices services(session.aws(), options.dry_run ? &calls : nullptr);
    const Inventory going = what_can_go(take_inventory(services, names), names);
    for (const std::string& doubt : going.doubts)
        session.warn(doubt);
    if (!going.has_ours(names.identifier)) {
        if (options.write_config && !options.dry_run) empty_connection(session, names, going);
        Session::print(options.dry_run && session.json() ? calls.json()
                                                         : nothing_text(session, names, services));
        return ExitCode::done;
    }
    warn_of_lost_snapshot(session, going, options.snapshot());
    if (!may_delete(session, options, going, services)) {
        Session::print("Nothing was changed.\n");
        return ExitCode::done;
    }
    std::optional<S3Bucket> staying;
    change_cluster(
        session, options, {to_go_on(options)}, [&](Waiting& waiting, ClusterDisplay& display) {
            staying = delete_cluster(services, names, going, options.snapshot(), waiting, display);
        });
    if (options.dry_run) {
        Session::print(session.json() ? calls.json() : calls.text());
        return ExitCode::done;
    }
    if (options.write_config) empty_connection(session, names, going);
    session.print_of_done(
        session.json() ? json_text(summary_json(names, going, staying)) : summary(names, staying),
        "the cluster is gone");
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
