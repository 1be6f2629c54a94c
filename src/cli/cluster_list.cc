#include <algorithm>
#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "aws/amz_date.h"
#include "cli/aligned_rows.h"
#include "cli/cluster_words.h"
#include "cli/command.h"
#include "cli/result_json.h"
#include "cluster/access_group.h"
#include "cluster/all_clusters.h"
#include "cluster/prices.h"
#include "config/settings.h"
#include "report/duration.h"
#include "report/text_table.h"

namespace sparkify {
namespace {

using Json = nlohmann::ordered_json;

/// Of one that is not seen.
const char* state_without_cluster(const AllClusters& all) {
    return all.sees_clusters ? "absent" : "unknown";
}

std::optional<double> price_of(const Inventory& inventory, const std::string& region) {
    if (!inventory.cluster || inventory.cluster->phase == ClusterPhase::paused) return std::nullopt;
    return price_per_hour(specification_of_state(*inventory.cluster), region);
}

std::string kind_of(const Inventory& inventory) {
    const auto kind = inventory.cluster ? inventory.cluster->kind : kind_made(inventory);
    if (!kind) return "";
    return kind == ClusterKind::serverless ? "serverless" : "provisioned";
}

/// "about $0.54"
std::string costs_per_hour(const Inventory& inventory, const std::string& region) {
    if (!inventory.cluster) return "";
    if (inventory.cluster->phase == ClusterPhase::paused) return "storage only";
    const auto price = price_of(inventory, region);
    if (!price) return "";
    return fmt::format("about ${:.2f}{}", *price,
                       inventory.cluster->kind == ClusterKind::serverless ? " of work" : "");
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

/// What is not known is NULL.
Value cell(std::string text) {
    if (text.empty()) return std::monostate();
    return text;
}

std::vector<Value> row_of(const std::string& identifier, const Inventory& inventory,
                          const char* without_cluster, const std::string& region) {
    const auto& cluster = inventory.cluster;
    std::string age;
    if (cluster && cluster->created)
        age = duration_text(std::chrono::system_clock::now() - *cluster->created);
    return {identifier, cluster ? cluster->status : without_cluster,
            cell(cluster ? size_text(*cluster) : ""), cell(age),
            cell(costs_per_hour(inventory, region))};
}

std::string table_of(const AllClusters& all, const std::string& region, const Terminal& terminal) {
    ResultTable table;
    for (const char* name : {"cluster", "state", "size", "age", "per hour"})
        table.columns.push_back({name, false});
    for (const auto& [identifier, inventory] : all.by_identifier)
        table.rows.push_back(row_of(identifier, inventory, state_without_cluster(all), region));
    TextTableOptions options;
    options.footnote = "Prices: " + price_source();
    return text_table(table, options, terminal);
}

/// Never cut: these are the names that one has to know.
std::string lines_beside(const AllClusters& all) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& [identifier, inventory] : all.by_identifier)
        if (const auto names = things_beside(inventory); !names.empty())
            rows.push_back({identifier, fmt::format("{}", fmt::join(names, ", "))});
    return rows.empty() ? "" : "\nBeside them:\n\n" + aligned_rows(rows);
}

bool has_absent(const AllClusters& all) {
    return all.sees_clusters && std::ranges::any_of(all.by_identifier, [](const auto& entry) {
               return !entry.second.cluster;
           });
}

std::string text_of(const AllClusters& all, const ClusterServices& services,
                    const Terminal& terminal) {
    const std::string where =
        fmt::format("in {} (account {})", services.region, services.identity.account);
    std::string text =
        all.by_identifier.empty()
            ? fmt::format("There is nothing that `sparkify cluster create` has made {}.\n", where)
            : fmt::format("Made by `sparkify cluster create` {}:\n\n{}{}", where,
                          table_of(all, services.region, terminal), lines_beside(all));
    if (has_absent(all))
        text +=
            "\nWhat is left of an absent one, `sparkify cluster delete` removes, once dwh.cfg has "
            "its name: [DWH] DWH_CLUSTER_IDENTIFIER.\n";
    if (!all.other_regions.empty())
        text += fmt::format("\nThere is more in {}: look there with --region.\n",
                            fmt::join(all.other_regions, ", "));
    return text;
}

Json names_json(const Inventory& inventory) {
    Json roles = Json::array();
    for (const IamRole& role : inventory.roles)
        roles.push_back({{"name", role.name}, {"arn", role.arn}});
    Json groups = Json::array();
    for (const SecurityGroup& group : inventory.groups)
        groups.push_back({{"id", group.id}, {"name", group.name}});
    Json buckets = Json::array();
    for (const S3Bucket& bucket : inventory.buckets)
        buckets.push_back(bucket.name);
    return {{"roles", roles}, {"security_groups", groups}, {"buckets", buckets}};
}

/// As `cluster status` calls it.
Json cluster_json(const std::string& identifier, const Inventory& inventory,
                  const char* without_cluster, const std::string& region) {
    const auto& cluster = inventory.cluster;
    const auto or_null = [](const std::string& text) {
        return text.empty() ? Json(nullptr) : Json(text);
    };
    const bool provisioned = cluster && cluster->kind == ClusterKind::provisioned;
    const auto price = price_of(inventory, region);
    Json json{{"cluster", identifier},
              {"state", cluster ? cluster->status : without_cluster},
              {"kind", or_null(kind_of(inventory))},
              {"node_type", or_null(cluster ? cluster->node_type : "")},
              {"nodes", provisioned ? Json(cluster->nodes) : Json(nullptr)},
              {"rpus", cluster && !provisioned ? Json(cluster->base_capacity) : Json(nullptr)},
              {"created",
               cluster && cluster->created ? Json(iso_time(*cluster->created)) : Json(nullptr)},
              {"dollars_per_hour", price ? Json(*price) : Json(nullptr)}};
    json.update(names_json(inventory));
    return json;
}

Json json_of(const AllClusters& all, const ClusterServices& services) {
    Json clusters = Json::array();
    for (const auto& [identifier, inventory] : all.by_identifier)
        clusters.push_back(
            cluster_json(identifier, inventory, state_without_cluster(all), services.region));
    return {{"account", services.identity.account},
            {"region", services.region},
            {"clusters", clusters},
            {"other_regions", all.other_regions},
            {"price_source", price_source()},
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
