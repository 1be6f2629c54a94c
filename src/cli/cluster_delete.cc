#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "cli/cluster_command.h"
#include "cli/cluster_plan.h"
#include "cli/cluster_words.h"
#include "cli/command.h"
#include "cli/confirmation.h"
#include "cli/interruption.h"
#include "cli/rehearsed_calls.h"
#include "cli/result_json.h"
#include "cli/written_connection.h"
#include "cluster/deletion.h"

namespace sparkify {
namespace {

struct DeleteOptions : ClusterOptions {
    std::optional<std::string> final_snapshot;

    [[nodiscard]] std::string snapshot() const { return final_snapshot.value_or(""); }
};

using Json = nlohmann::ordered_json;

/// Each a sentence.
std::string lines_of(const std::vector<std::string>& left) {
    std::string text;
    for (const std::string& thing : left)
        text += fmt::format("{}.\n", capitalised(thing));
    return text;
}

std::string nothing_text(const ClusterNames& names, const ClusterServices& services,
                         const std::vector<std::string>& left) {
    return fmt::format("{}There is nothing{} of the cluster {} in {} (account {}).\n",
                       lines_of(left), left.empty() ? "" : " else", names.identifier,
                       services.region, services.identity.account);
}

/// `left`: what stays, and why.
std::string summary(const DeleteOptions& options, const ClusterNames& names, const Inventory& gone,
                    const std::vector<std::string>& left) {
    std::string text = lines_of(left);
    text += fmt::format("Nothing{} of the cluster {} is left", left.empty() ? "" : " else",
                        names.identifier);
    if (options.final_snapshot && gone.cluster)
        text += fmt::format(", but the snapshot {}, which costs until you delete it",
                            *options.final_snapshot);
    text += ".\n";
    if (std::ranges::any_of(left,
                            [](const std::string& why) { return why.ends_with(" is in it"); }))
        text += "Take that out of the bucket and run it again, or keep the bucket.\n";
    return text;
}

Json summary_json(const ClusterNames& names, const Inventory& going,
                  const std::vector<std::string>& left) {
    std::vector<std::string> deleted = things_in(going);
    std::erase_if(deleted, [&](const std::string& thing) {
        return std::ranges::any_of(
            left, [&](const std::string& text) { return text.starts_with(thing + " "); });
    });
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

/// Out of dwh.cfg, if that is wanted; else says that it is still in there.
void take_connection_out(Session& session, const DeleteOptions& options, const GoneCluster& gone) {
    const Settings& settings = session.settings();
    if (options.dry_run || !names_gone(settings, gone)) return;
    if (options.write_config) return empty_connection(settings, gone);
    session.warn(
        fmt::format("{} still names host or role of the cluster: take them out, or run it again "
                    "with --write-config",
                    settings.config_file));
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
    const Inventory going = what_can_go(services, names, session.stop().get_token());
    if (!going.has_ours(names.identifier)) {
        take_connection_out(session, options,
                            {names, services.identity.account, services.region, going});
        Session::print(!session.json()   ? nothing_text(names, services, going.doubts)
                       : options.dry_run ? calls.json()
                                         : json_text(summary_json(names, {}, going.doubts)));
        return ExitCode::done;
    }
    warn_of_lost_snapshot(session, going, options.snapshot());
    if (!may_delete(session, options, going, services)) {
        Session::print("Nothing was changed.\n");
        return ExitCode::done;
    }
    std::vector<std::string> left;
    change_cluster(
        session, options, {to_go_on(options)}, [&](Waiting& waiting, ClusterDisplay& display) {
            left = delete_cluster(services, names, going, options.snapshot(), waiting, display);
        });
    if (options.dry_run) {
        for (const std::string& thing : left)
            session.warn(thing);
        Session::print(session.json() ? calls.json() : calls.text());
        return ExitCode::done;
    }
    take_connection_out(session, options,
                        {names, services.identity.account, services.region, going});
    session.print_of_done(session.json() ? json_text(summary_json(names, going, left))
                                         : summary(options, names, going, left),
                          "the cluster is gone");
    return ExitCode::done;
}

}  // namespace

CommandAction declare_cluster_delete(Parameters& parameters) {
    const auto options = std::make_shared<DeleteOptions>();
    parameters.add_flag("-y,--yes", options->yes, "Do not ask before deleting");
    add_dry_run(parameters, *options);
    parameters.add_text("--final-snapshot", options->final_snapshot, "NAME",
                        "Keep the data in a snapshot of this name");
    parameters.add_flag("--write-config", options->write_config,
                        "Empty [CLUSTER] HOST and [IAM_ROLE] ARN in dwh.cfg");
    add_timeout(parameters, *options);
    return [options](Session& session) { return run(session, *options); };
}

}  // namespace sparkify
