#include "cli/cluster_report.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "aws/amz_date.h"
#include "cli/aligned_rows.h"
#include "cli/cluster_words.h"
#include "cluster/access_group.h"
#include "cluster/ownership.h"
#include "cluster/prices.h"
#include "report/duration.h"

namespace sparkify {
namespace {

using Json = nlohmann::ordered_json;

/// What is not known is left out.
class Facts {
  public:
    void add(const char* name, std::string value) {
        if (!value.empty()) rows_.push_back({name, std::move(value)});
    }

    [[nodiscard]] std::string text() const { return aligned_rows(rows_); }

  private:
    std::vector<std::vector<std::string>> rows_;
};

std::string host_and_port(const ClusterState& cluster) {
    return cluster.host.empty() ? "" : fmt::format("{}:{}", cluster.host, cluster.port);
}

/// What it has cost so far, if it was never paused, which it is not now. Serverless costs by use,
/// which is not known.
std::optional<double> cost_so_far(const ClusterReport& report) {
    const auto& cluster = report.inventory.cluster;
    if (!cluster || !cluster->created || cluster->kind == ClusterKind::serverless ||
        cluster->phase == ClusterPhase::paused)
        return std::nullopt;
    const auto price = price_of(*cluster, report.region);
    if (!price) return std::nullopt;
    const std::chrono::duration<double, std::ratio<3600>> hours = report.now - *cluster->created;
    return std::max(hours.count(), 0.0) * *price;
}

std::string ports_text(const IngressRule& rule) {
    if (rule.protocol == "-1") return "all ports";
    if (rule.from_port == rule.to_port) return fmt::format("port {}", rule.from_port);
    return fmt::format("ports {} to {}", rule.from_port, rule.to_port);
}

/// "203.0.113.7/32 at port 5439": all rules of the cluster's groups.
std::vector<std::string> who_is_let_in(const ClusterReport& report) {
    std::vector<std::string> who;
    for (const SecurityGroup& group : report.groups)
        for (const IngressRule& rule : group.rules)
            for (const std::string& source : rule.sources)
                who.push_back(fmt::format("{} at {}", source, ports_text(rule)));
    return who;
}

std::string password_text(const ClusterState& cluster) {
    if (cluster.secret_arn.empty()) return "the one that it was made with";
    return "in AWS Secrets Manager, where `sparkify` finds it";
}

void add_cluster(Facts& facts, const ClusterReport& report, const ClusterState& cluster) {
    facts.add("state", cluster.status);
    facts.add("endpoint", host_and_port(cluster));
    facts.add("database", cluster.database);
    facts.add("administrator", cluster.user);
    facts.add("password", password_text(cluster));
    facts.add("size", size_text(cluster));
    if (cluster.created) facts.add("age", duration_text(report.now - *cluster.created));
    const bool is_whole = cluster.kind == ClusterKind::provisioned || cluster.base_capacity != 0;
    if (cluster.phase == ClusterPhase::paused)
        facts.add("costs", "its storage only, while it is paused");
    else if (is_whole)
        facts.add("costs", cost_text(specification_of_state(cluster), report.region));
    if (const auto cost = cost_so_far(report))
        facts.add("so far", fmt::format("about ${:.2f}, if it was never paused", *cost));
    facts.add(cluster.role_arns.size() > 1 ? "roles" : "role",
              fmt::format("{}", fmt::join(cluster.role_arns, ", ")));
    if (!is_whole) return;
    facts.add("reachable from",
              cluster.publicly_accessible ? "the internet, by who is let in" : "its VPC only");
}

std::string heading(const ClusterReport& report) {
    const auto& cluster = report.inventory.cluster;
    const std::string where = fmt::format("in {} (account {})", report.region, report.account);
    if (!cluster) return fmt::format("There is no cluster {} {}.", report.names.identifier, where);
    return fmt::format("{} {}{}", capitalised(name_of(cluster->kind, cluster->identifier)), where,
                       is_ours(cluster->tags, cluster->identifier)
                           ? ":"
                           : ", not made by `sparkify cluster create`:");
}

/// The roles of ours that the cluster has not.
std::vector<std::string> roles_apart(const ClusterReport& report) {
    std::vector<std::string> arns;
    const auto& cluster = report.inventory.cluster;
    for (const IamRole& role : report.inventory.roles)
        if (!cluster || std::ranges::find(cluster->role_arns, role.arn) == cluster->role_arns.end())
            arns.push_back(role.arn);
    return arns;
}

std::vector<std::string> bucket_names(const ClusterReport& report) {
    std::vector<std::string> names;
    for (const S3Bucket& bucket : report.inventory.buckets)
        names.push_back(bucket.name);
    return names;
}

/// To a hundredth of a cent: more is not known.
double rounded(double dollars) {
    constexpr double kParts = 10'000;
    return std::round(dollars * kParts) / kParts;
}

Json or_null(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

Json endpoint_json(const ClusterState& cluster) {
    if (cluster.host.empty()) return nullptr;
    return {{"host", cluster.host}, {"port", cluster.port}};
}

Json groups_json(const ClusterReport& report) {
    Json list = Json::array();
    for (const SecurityGroup& group : report.groups) {
        Json rules = Json::array();
        for (const IngressRule& rule : group.rules)
            rules.push_back({{"protocol", rule.protocol},
                             {"from_port", rule.from_port},
                             {"to_port", rule.to_port},
                             {"sources", rule.sources}});
        list.push_back({{"id", group.id},
                        {"name", group.name},
                        {"ours", is_ours(group.tags, report.names.identifier)},
                        {"rules", rules}});
    }
    return list;
}

Json roles_json(const ClusterReport& report) {
    Json list = Json::array();
    for (const IamRole& role : report.inventory.roles)
        list.push_back({{"name", role.name}, {"arn", role.arn}});
    return list;
}

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

}  // namespace

ClusterReport report_of(ClusterServices& services, ClusterNames names) {
    ClusterReport report;
    report.names = std::move(names);
    report.account = services.identity.account;
    report.region = services.region;
    report.inventory = take_inventory(services, report.names);
    report.groups = all_groups(services, report.inventory);
    report.now = std::chrono::system_clock::now();
    return report;
}

std::string report_text(const ClusterReport& report) {
    Facts facts;
    if (report.inventory.cluster) add_cluster(facts, report, *report.inventory.cluster);
    std::vector<std::string> groups;
    for (const SecurityGroup& group : report.groups)
        groups.push_back(group_text(group));
    facts.add("security group", fmt::format("{}", fmt::join(groups, ", ")));
    facts.add("lets in", fmt::format("{}", fmt::join(who_is_let_in(report), ", ")));
    facts.add(report.inventory.cluster ? "role, not attached" : "role",
              fmt::format("{}", fmt::join(roles_apart(report), ", ")));
    facts.add("bucket", fmt::format("{}", fmt::join(bucket_names(report), ", ")));
    if (!report.inventory.cluster && !report.inventory.has_ours(report.names.identifier))
        return heading(report) + " `sparkify cluster list` shows those that there are.\n";
    std::string text = fmt::format("{}\n\n{}", heading(report), facts.text());
    if (!report.inventory.cluster)
        text +=
            "\nWhat is left of it, `sparkify cluster delete` removes (a bucket only if nothing "
            "else is in it).\n";
    return text;
}

Json report_json(const ClusterReport& report) {
    Json json{{"cluster", report.names.identifier},
              {"account", report.account},
              {"region", report.region}};
    const ClusterState none;
    const ClusterState& cluster = report.inventory.cluster.value_or(none);
    const bool exists = report.inventory.cluster.has_value();
    const bool serverless = cluster.kind == ClusterKind::serverless;
    const auto price = exists ? price_of(cluster, report.region) : std::nullopt;
    const auto so_far = cost_so_far(report);
    json["state"] = exists ? cluster.status : "absent";
    json["usable"] = exists && cluster.phase == ClusterPhase::usable;
    json["ours"] = exists ? is_ours(cluster.tags, cluster.identifier)
                          : report.inventory.has_ours(report.names.identifier);
    json["kind"] = exists ? Json(serverless ? "serverless" : "provisioned") : Json(nullptr);
    json["endpoint"] = endpoint_json(cluster);
    json["database"] = or_null(cluster.database);
    json["administrator"] = or_null(cluster.user);
    json["secret_arn"] = or_null(cluster.secret_arn);
    json["node_type"] = or_null(cluster.node_type);
    json["nodes"] = exists && !serverless ? Json(cluster.nodes) : Json(nullptr);
    json["rpus"] = exists && serverless ? Json(cluster.base_capacity) : Json(nullptr);
    json["created"] = cluster.created ? Json(iso_time(*cluster.created)) : Json(nullptr);
    json["age_seconds"] =
        cluster.created
            ? Json(std::chrono::floor<std::chrono::seconds>(report.now - *cluster.created).count())
            : Json(nullptr);
    json["dollars_per_hour"] = price ? Json(*price) : Json(nullptr);
    json["dollars_so_far"] = so_far ? Json(rounded(*so_far)) : Json(nullptr);
    json["price_source"] = price_source();
    json["publicly_accessible"] = exists ? Json(cluster.publicly_accessible) : Json(nullptr);
    json["roles"] = cluster.role_arns;
    json["roles_made"] = roles_json(report);
    json["buckets_made"] = bucket_names(report);
    json["doubts"] = report.inventory.doubts;
    json["security_groups"] = groups_json(report);
    return json;
}

std::string connection_text(const ClusterState& cluster) {
    Facts facts;
    facts.add("host", cluster.host);
    facts.add("port", std::to_string(cluster.port));
    facts.add("database", cluster.database);
    facts.add("administrator", cluster.user);
    facts.add("password", password_text(cluster));
    facts.add("role", role_for_copy(cluster));
    return fmt::format("{} can be used:\n\n{}\n",
                       capitalised(name_of(cluster.kind, cluster.identifier)), facts.text());
}

}  // namespace sparkify
