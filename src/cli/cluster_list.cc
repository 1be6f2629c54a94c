#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/aligned_rows.h"
#include "cli/cluster_report.h"
#include "cli/cluster_words.h"
#include "cli/command.h"
#include "cli/result_json.h"
#include "cluster/all_clusters.h"
#include "cluster/prices.h"
#include "config/settings.h"
#include "report/duration.h"
#include "report/text_table.h"

namespace sparkify {
namespace {

/// Of one that is not seen.
const char* state_without_cluster(const NamedInventory& named) {
    return named.may_have_cluster ? "unknown" : "absent";
}

/// "about $0.54"
std::string costs_per_hour(const ClusterState& cluster, const std::string& region) {
    if (cluster.phase == ClusterPhase::paused) return "storage only";
    const auto price = price_of(cluster, region);
    if (!price) return "";
    return fmt::format("about ${:.2f}{}", *price,
                       cluster.kind == ClusterKind::serverless ? " of work" : "");
}

/// What is not known is NULL.
Value cell(std::string text) {
    if (text.empty()) return std::monostate();
    return text;
}

std::vector<Value> row_of(const NamedInventory& named, const std::string& region) {
    const auto& cluster = named.inventory.cluster;
    if (!cluster)
        return {named.identifier, state_without_cluster(named), cell(""), cell(""), cell("")};
    const auto now = std::chrono::system_clock::now();
    return {named.identifier, cluster->status, cell(size_text(*cluster)),
            cell(cluster->created ? duration_text(now - *cluster->created) : ""),
            cell(costs_per_hour(*cluster, region))};
}

std::string table_of(const AllClusters& all, const std::string& region, const Terminal& terminal) {
    ResultTable table;
    for (const char* name : {"cluster", "state", "size", "age", "per hour"})
        table.columns.push_back({name, false});
    for (const NamedInventory& named : all.inventories)
        table.rows.push_back(row_of(named, region));
    TextTableOptions options;
    options.footnote = "Prices: " + price_source();
    return text_table(table, options, terminal);
}

std::vector<std::string> things_beside(const Inventory& inventory) {
    std::vector<std::string> names;
    for (const IamRole& role : inventory.roles)
        names.push_back("role " + role.name);
    for (const SecurityGroup& group : inventory.groups)
        names.push_back("group " + group_text(group));
    for (const S3Bucket& bucket : inventory.buckets)
        names.push_back("bucket " + bucket.name);
    return names;
}

/// Never cut: these are the names that one has to know.
std::string lines_beside(const AllClusters& all) {
    std::vector<std::vector<std::string>> rows;
    for (const NamedInventory& named : all.inventories)
        if (const auto names = things_beside(named.inventory); !names.empty())
            rows.push_back({named.identifier, fmt::format("{}", fmt::join(names, ", "))});
    return rows.empty() ? "" : "\nBeside them:\n\n" + aligned_rows(rows);
}

bool has_absent(const AllClusters& all) {
    return std::ranges::any_of(all.inventories, [](const NamedInventory& named) {
        return !named.inventory.cluster && !named.may_have_cluster;
    });
}

std::string heading(const AllClusters& all, const ClusterServices& services) {
    const std::string where =
        fmt::format("in {} (account {})", services.region, services.identity.account);
    if (!all.inventories.empty())
        return fmt::format("Made by `sparkify cluster create` {}:\n\n", where);
    return fmt::format("There is nothing that `sparkify cluster create` has made {}{}.\n", where,
                       all.doubts.empty() ? "" : ", as far as can be seen");
}

std::string text_of(const AllClusters& all, const ClusterServices& services,
                    const Terminal& terminal) {
    std::string text = heading(all, services);
    if (!all.inventories.empty())
        text += table_of(all, services.region, terminal) + lines_beside(all) +
                "\n`sparkify cluster pause`, `delete` and the others are for the one that dwh.cfg "
                "names: [DWH] DWH_CLUSTER_IDENTIFIER.\n";
    if (has_absent(all))
        text +=
            "\nWhat is left of an absent one, `sparkify cluster delete` removes (a bucket only if "
            "nothing else is in it).\n";
    if (!all.other_regions.empty())
        text += fmt::format("\nThere is more in {}: look there with --region.\n",
                            fmt::join(all.other_regions, ", "));
    return text;
}

/// As `cluster status` has it.
nlohmann::ordered_json json_of(const NamedInventory& named, const ClusterServices& services) {
    ClusterReport report;
    report.names.identifier = named.identifier;
    report.account = services.identity.account;
    report.region = services.region;
    report.inventory = named.inventory;
    report.groups = named.inventory.groups;
    report.now = std::chrono::system_clock::now();
    nlohmann::ordered_json json = report_json(report);
    if (!named.inventory.cluster) json["state"] = state_without_cluster(named);
    return json;
}

nlohmann::ordered_json json_of(const AllClusters& all, const ClusterServices& services) {
    auto clusters = nlohmann::ordered_json::array();
    for (const NamedInventory& named : all.inventories)
        clusters.push_back(json_of(named, services));
    return {{"account", services.identity.account},
            {"region", services.region},
            {"clusters", clusters},
            {"other_regions", all.other_regions},
            {"doubts", all.doubts}};
}

ExitCode run(Session& session) {
    session.be_impatient();
    ClusterServices services(session.aws());
    const AllClusters all =
        find_all_clusters(services, bucket_of_staging(session.settings().redshift.staging));
    Session::print(session.json() ? json_text(json_of(all, services))
                                  : text_of(all, services, session.terminal()));
    for (const std::string& doubt : all.doubts)
        session.warn(doubt);
    return ExitCode::done;
}

}  // namespace

CommandAction declare_cluster_list(Parameters& /*parameters*/) {
    return run;
}

}  // namespace sparkify
