#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "cli/cluster_command.h"
#include "cli/cluster_plan.h"
#include "cli/cluster_report.h"
#include "cli/command.h"
#include "cli/confirmation.h"
#include "cli/interruption.h"
#include "cli/open_secrets.h"
#include "cli/rehearsed_calls.h"
#include "cli/result_json.h"
#include "cluster/address_range.h"
#include "cluster/caller_address.h"
#include "cluster/creation.h"

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

std::vector<std::string> places_to_read(const Settings& settings) {
    return {settings.log_data, settings.song_data, settings.redshift.staging};
}

std::string to_go_on(const Session& session, const CreateOptions& options) {
    std::string command = "cluster create";
    if (options.serverless) command += " --serverless";
    if (options.rpus) command += fmt::format(" --rpus {}", *options.rpus);
    for (const std::string& range : options.allowed)
        command += " --allow-cidr " + range;
    if (options.may_be_open) command += " --i-know-this-is-open";
    if (options.write_config) command += " --write-config";
    return command_line(session, command);
}

bool may_create(Session& session, const CreateOptions& options, const CreationPlan& plan,
                const ClusterServices& services) {
    if (!session.json()) std::fputs(plan_text(plan, services).c_str(), stderr);
    for (const std::string& warning : plan.warnings)
        session.warn(warning);
    if (options.yes || options.dry_run) return true;
    require_user(session, "this costs money and nobody can be asked",
                 "account " + services.identity.account, "",
                 "pass --yes to create it, or --dry-run to see the calls");
    return user_agrees("Create it?");
}

std::string summary(const Session& session, const ClusterReport& report) {
    if (session.json()) return json_text(report_json(report));
    return connection_text(*report.inventory.cluster) +
           "Next: `sparkify doctor`, then `sparkify etl`. `sparkify cluster delete` ends the "
           "costs.\n";
}

ExitCode run(Session& session, const CreateOptions& options) {
    const Settings& settings = session.settings();
    if (const std::string warning = warning_of_open_secrets(settings); !warning.empty())
        session.warn(warning);
    ClusterSpecification specification =
        specification_of(settings.cluster, {options.serverless, options.rpus});
    std::vector<std::string> ranges = checked_ranges(options);

    const Interruption interruption(session.stop());
    RehearsedCalls calls;
    ClusterServices services(session.aws(), options.dry_run ? &calls : nullptr);
    const CreationPlan plan =
        plan_creation(services, std::move(specification), who_is_let_in(session, std::move(ranges)),
                      places_to_read(settings));
    if (!may_create(session, options, plan, services)) {
        Session::print("Nothing was changed.\n");
        return ExitCode::done;
    }
    std::optional<ClusterState> cluster;
    change_cluster(session, options, to_go_on(session, options),
                   [&](Waiting& waiting, ClusterDisplay& display) {
                       cluster = create_cluster(services, plan, waiting, display);
                   });
    if (options.dry_run) {
        Session::print(session.json() ? calls.json() : calls.text());
        return ExitCode::done;
    }
    if (options.write_config) write_connection(session, cluster->host, role_for_copy(*cluster));
    ClusterReport report;
    report.names = names_of(settings.cluster);
    report.account = services.identity.account;
    report.region = services.region;
    report.inventory.cluster = cluster;
    report.now = std::chrono::system_clock::now();
    session.print_of_done(summary(session, report), "the cluster can be used");
    return ExitCode::done;
}

}  // namespace

CommandAction declare_cluster_create(Parameters& parameters) {
    const auto options = std::make_shared<CreateOptions>();
    parameters.add_flag("-y,--yes", options->yes, "Do not ask before creating what costs money");
    parameters.add_flag("--dry-run", options->dry_run,
                        "Print the calls that would be made, and make only those that look");
    parameters.add_flag("--serverless", options->serverless,
                        "Redshift Serverless, as [DWH] DWH_CLUSTER_TYPE = serverless");
    parameters.add_count("--rpus", options->rpus,
                         "Redshift Processing Units of a Serverless workgroup (default: 8)");
    parameters.add_texts("--allow-cidr", options->allowed, "RANGE",
                         "Who may connect, instead of this machine's address. Can be repeated");
    parameters.add_flag("--i-know-this-is-open", options->may_be_open,
                        "Allow --allow-cidr 0.0.0.0/0");
    parameters.add_flag("--write-config", options->write_config,
                        "Write [CLUSTER] HOST and [IAM_ROLE] ARN to dwh.cfg");
    add_timeout(parameters, *options);
    return [options](Session& session) { return run(session, *options); };
}

}  // namespace sparkify
