#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "base/letter_case.h"
#include "cli/cluster_command.h"
#include "cli/cluster_plan.h"
#include "cli/cluster_report.h"
#include "cli/command.h"
#include "cli/confirmation.h"
#include "cli/interruption.h"
#include "cli/open_secrets.h"
#include "cli/rehearsed_calls.h"
#include "cli/result_json.h"
#include "cli/written_connection.h"
#include "cluster/address_range.h"
#include "cluster/caller_address.h"
#include "cluster/creation.h"
#include "warehouse/redshift/load_settings.h"

namespace sparkify {
namespace {

struct CreateOptions : ClusterOptions {
    bool serverless = false;
    std::optional<std::uint32_t> rpus;
    std::vector<std::string> allowed;
    bool may_be_open = false;
};

std::vector<std::string> checked_ranges(const CreateOptions& options) {
    std::vector<std::string> ranges;
    for (const std::string& text : options.allowed) {
        ranges.push_back(checked_range(text));
        if (is_open_to_the_world(ranges.back()) && !options.may_be_open)
            throw Error(ErrorCode::usage,
                        {"that would let the whole world try passwords", "--allow-cidr", text,
                         "name your own addresses, or add --i-know-this-is-open"});
    }
    return ranges;
}

/// Who was named, or else who asks.
std::vector<std::string> who_is_let_in(Session& session, std::vector<std::string> ranges) {
    if (!ranges.empty()) return ranges;
    const std::string url = process_environment()("SPARKIFY_CHECKIP_URL").value_or(kCheckIpUrl);
    return {caller_address(*session.aws(), url)};
}

DataLocations data_locations(const Settings& settings) {
    return {settings.log_data, settings.song_data, settings.redshift.staging};
}

std::string to_go_on(const CreateOptions& options) {
    std::string command = "cluster create";
    if (options.serverless) command += " --serverless";
    if (options.rpus) command += fmt::format(" --rpus {}", *options.rpus);
    for (const std::string& range : options.allowed)
        command += " --allow-cidr " + range;
    if (options.may_be_open) command += " --i-know-this-is-open";
    if (options.write_config) command += " --write-config";
    return command + timeout_flag(options);
}

/// Before anything costs: commands would not use the cluster. A host begins with the name of its
/// cluster.
void warn_of_foreign_host(Session& session, const CreationPlan& plan) {
    const std::string& host = session.settings().server.host;
    if (host.empty() || in_lower_case(host).starts_with(plan.cluster.identifier + ".")) return;
    session.warn(
        fmt::format("{} names [CLUSTER] HOST = {}, which will not be this cluster's and counts "
                    "more: take it out, or add --write-config",
                    session.settings().config_file, host));
}

bool may_create(Session& session, const CreateOptions& options, const CreationPlan& plan,
                const ClusterServices& services) {
    if (!session.json()) std::fputs(plan_text(plan, services).c_str(), stderr);
    for (const std::string& warning : plan.warnings)
        session.warn(warning);
    if (session.settings().redshift.staging.empty())
        session.warn(
            "nothing says where runs may put manifests for COPY: set [S3] STAGING before `sparkify "
            "etl`");
    if (!options.write_config && !plan.present) warn_of_foreign_host(session, plan);
    if (options.yes || options.dry_run || plan.is_all_there()) return true;
    require_user(session, "this costs money, or lets somebody in, and nobody can be asked",
                 "account " + services.identity.account, "",
                 "pass --yes to create it, or --dry-run to see the calls");
    return user_agrees("Create it?", session.stop().get_token());
}

/// Made, and written to dwh.cfg if that was wanted.
void finish(Session& session, const CreateOptions& options, const ClusterReport& report) {
    if (!report.inventory.cluster)
        throw Error(ErrorCode::failed, {"the cluster is gone", "", "it was there a moment ago",
                                        "look for it: `sparkify cluster status`"});
    const ClusterState& cluster = *report.inventory.cluster;
    const std::string text =
        session.json() ? json_text(report_json(report))
                       : connection_text(cluster) +
                             "Next: `sparkify doctor`, then `sparkify etl`. `sparkify cluster "
                             "delete` ends the costs.\n";
    session.print_of_done(text, "the cluster can be used");
    if (options.write_config) return write_connection(session, cluster);
    const std::string contradiction = contradiction_in(session.settings(), cluster);
    if (!contradiction.empty()) session.warn(contradiction);
}

ExitCode run(Session& session, const CreateOptions& options) {
    const Settings& settings = session.settings();
    if (const std::string warning = warning_of_open_secrets(settings); !warning.empty())
        session.warn(warning);
    ClusterSpecification specification =
        specification_of(settings.cluster, {options.serverless, options.rpus});
    if (options.rpus && specification.kind == ClusterKind::provisioned)
        throw Error(ErrorCode::usage, {"a cluster of nodes has no Processing Units", "--rpus", "",
                                       "add --serverless, or leave it out"});
    std::vector<std::string> ranges = checked_ranges(options);
    if (options.write_config) require_writable_config(session);
    if (!settings.redshift.staging.empty())
        require_load_settings(settings.redshift, {settings.log_data, settings.song_data});

    const Interruption interruption(session.stop());
    RehearsedCalls calls;
    ClusterServices services(session.aws(), options.dry_run ? &calls : nullptr);
    const NextCommands next{to_go_on(options), "cluster delete"};
    CreationPlan plan;
    plan_change(session, services, next, [&] {
        plan = plan_creation(services, std::move(specification),
                             who_is_let_in(session, std::move(ranges)), data_locations(settings));
    });
    if (!may_create(session, options, plan, services)) {
        Session::print("Nothing was changed.\n");
        return ExitCode::done;
    }
    ClusterReport report;
    change_cluster(session, options, next, [&](Waiting& waiting, ClusterDisplay& display) {
        create_cluster(services, plan, waiting, display);
        if (!options.dry_run) report = report_of(services, names_of(settings));
    });
    if (options.dry_run)
        Session::print(session.json() ? calls.json() : calls.text());
    else
        finish(session, options, report);
    return ExitCode::done;
}

}  // namespace

CommandAction declare_cluster_create(Parameters& parameters) {
    const auto options = std::make_shared<CreateOptions>();
    parameters.add_flag("-y,--yes", options->yes, "Do not ask before creating what costs money");
    add_dry_run(parameters, *options);
    parameters.add_flag("--serverless", options->serverless,
                        "Redshift Serverless, as [DWH] DWH_CLUSTER_TYPE = serverless");
    parameters.add_count("--rpus", options->rpus,
                         "Redshift Processing Units of a Serverless workgroup (default: 8)");
    parameters.add_texts("--allow-cidr", options->allowed, "RANGE",
                         "Who may connect, instead of this machine's address. Can be repeated");
    parameters.add_flag("--i-know-this-is-open", options->may_be_open,
                        "Allow --allow-cidr 0.0.0.0/0, and others as large");
    parameters.add_flag("--write-config", options->write_config,
                        "Write [CLUSTER] HOST and [IAM_ROLE] ARN to dwh.cfg");
    add_timeout(parameters, *options);
    return [options](Session& session) { return run(session, *options); };
}

}  // namespace sparkify
