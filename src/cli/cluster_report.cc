#include "cli/cluster_report.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "aws/amz_date.h"
#include "base/quantity.h"
#include "cluster/access_group.h"
#include "cluster/ownership.h"
#include "cluster/prices.h"
#include "report/duration.h"
#include "report/text_table.h"

namespace sparkify {
namespace {

using Json = nlohmann::ordered_json;

/// Rows of a name and what it is, as a table without a head of interest.
class Facts {
  public:
    explicit Facts(std::string name) { table_.columns = {{std::move(name), false}, {"", false}}; }

    void add(const char* name, std::string value) {
        if (!value.empty()) table_.rows.push_back({std::string(name), std::move(value)});
    }

    [[nodiscard]] std::string text(const Terminal& terminal) const {
        return text_table(table_, {}, terminal);
    }

  private:
    ResultTable table_;
};

std::string size_text(const ClusterSpecification& cluster) {
    if (cluster.kind == ClusterKind::serverless)
        return fmt::format("{} RPU", cluster.base_capacity);
    return fmt::format("{} of {}", counted(cluster.nodes, "node"), cluster.node_type);
}

std::string size_text(const ClusterState& cluster) {
    if (cluster.kind == ClusterKind::serverless)
        return cluster.base_capacity == 0 ? "" : fmt::format("{} RPU", cluster.base_capacity);
    return fmt::format("{} of {}", counted(cluster.nodes, "node"), cluster.node_type);
}

ClusterSpecification specification_of_state(const ClusterState& cluster) {
    ClusterSpecification specification;
    specification.kind = cluster.kind;
    specification.node_type = cluster.node_type;
    specification.nodes = cluster.nodes;
    specification.base_capacity = cluster.base_capacity;
    return specification;
}

std::string cost_text(const ClusterSpecification& cluster, const std::string& region) {
    const auto price = price_per_hour(cluster, region);
    if (!price) return fmt::format("not known here for {}: see AWS's price list", region);
    if (cluster.kind == ClusterKind::serverless)
        return fmt::format("{} of work ({}), nothing while nobody asks, and storage",
                           dollars_per_hour(*price), price_source());
    return fmt::format("{} until it is paused or deleted ({}), and storage",
                       dollars_per_hour(*price), price_source());
}

const char* presence(bool is_there) {
    return is_there ? "is there" : "new";
}

std::string host_and_port(const ClusterState& cluster) {
    return cluster.host.empty() ? "" : fmt::format("{}:{}", cluster.host, cluster.port);
}

/// What it has cost so far, if it was never paused. Serverless costs by use, which is not known.
std::optional<double> cost_so_far(const ClusterReport& report) {
    const auto& cluster = report.inventory.cluster;
    if (!cluster || !cluster->created || cluster->kind == ClusterKind::serverless)
        return std::nullopt;
    const auto price = price_per_hour(specification_of_state(*cluster), report.region);
    if (!price) return std::nullopt;
    const std::chrono::duration<double, std::ratio<3600>> hours = report.now - *cluster->created;
    return std::max(hours.count(), 0.0) * *price;
}

/// "203.0.113.7/32 (sg-1)": who is let in at the port of the cluster.
std::vector<std::string> who_is_let_in(const ClusterReport& report) {
    std::vector<std::string> who;
    const auto& cluster = report.inventory.cluster;
    const std::uint16_t port = cluster ? cluster->port : 0;
    for (const SecurityGroup& group : report.groups)
        for (const IngressRule& rule : group.rules) {
            const bool all = rule.protocol == "-1";
            if (port != 0 && !all && (port < rule.from_port || port > rule.to_port)) continue;
            for (const std::string& range : rule.cidrs)
                who.push_back(all ? fmt::format("{} at all ports", range)
                                  : fmt::format("{} at port {}", range, rule.from_port));
        }
    return who;
}

std::string password_text(const ClusterState& cluster) {
    if (cluster.secret_arn.empty()) return "the one that it was made with";
    return "in AWS Secrets Manager, where `sparkify` finds it";
}

std::string group_text(const SecurityGroup& group) {
    return fmt::format("{} ({})", group.name, group.id);
}

void add_cluster(Facts& facts, const ClusterReport& report, const ClusterState& cluster) {
    facts.add("state", cluster.status);
    facts.add("endpoint", host_and_port(cluster));
    facts.add("database", cluster.database);
    facts.add("administrator", cluster.user);
    facts.add("password", password_text(cluster));
    facts.add("size", size_text(cluster));
    if (cluster.created) facts.add("age", duration_text(report.now - *cluster.created));
    facts.add("costs", cost_text(specification_of_state(cluster), report.region));
    if (const auto cost = cost_so_far(report))
        facts.add("so far", fmt::format("about ${:.2f}, if it was never paused", *cost));
    facts.add("roles", fmt::format("{}", fmt::join(cluster.role_arns, ", ")));
    facts.add("reachable from",
              cluster.publicly_accessible ? "everywhere that is let in" : "its VPC only");
}

std::string heading(const ClusterReport& report) {
    const auto& cluster = report.inventory.cluster;
    const std::string where = fmt::format("in {} (account {})", report.region, report.account);
    if (!cluster) return fmt::format("There is no cluster {} {}.", report.names.identifier, where);
    return fmt::format("{} {}{}", name_of(cluster->kind, cluster->identifier).substr(4), where,
                       is_ours(cluster->tags, cluster->identifier)
                           ? ""
                           : ", not made by `sparkify cluster create`");
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
                             {"cidrs", rule.cidrs}});
        list.push_back({{"id", group.id},
                        {"name", group.name},
                        {"ours", is_ours(group.tags, report.names.identifier)},
                        {"rules", rules}});
    }
    return list;
}

Json role_json(const ClusterReport& report) {
    const auto& role = report.inventory.role;
    if (!role) return nullptr;
    return {{"name", role->name},
            {"arn", role->arn},
            {"ours", is_ours(role->tags, report.names.identifier)}};
}

}  // namespace

std::string place_text(const ClusterServices& services) {
    return fmt::format("account {}, region {}, as {}", services.identity.account, services.region,
                       services.identity.arn);
}

std::string plan_text(const CreationPlan& plan, const ClusterServices& services,
                      const Terminal& terminal) {
    const ClusterSpecification& cluster = plan.cluster;
    ResultTable table;
    table.columns = {{"what", false}, {"name", false}, {"", false}, {"", false}};
    const auto add = [&](const char* what, std::string name, std::string detail, const char* now) {
        table.rows.push_back(
            {std::string(what), std::move(name), std::move(detail), std::string(now)});
    };
    add("role", cluster.role_name,
        plan.policy.empty() ? "may read nothing" : "may read the data of dwh.cfg in S3",
        presence(plan.present.role.has_value()));
    add("security group", cluster.group_name,
        fmt::format("lets {} in at port {}", fmt::join(plan.ranges, ", "), cluster.port),
        presence(!plan.present.groups.empty()));
    add(cluster.kind == ClusterKind::serverless ? "Serverless workgroup" : "cluster",
        cluster.identifier,
        fmt::format("{}, database {}, administrator {}", size_text(cluster), cluster.database,
                    cluster.user),
        presence(plan.present.cluster.has_value()));
    add("password", "",
        cluster.password.empty() ? "AWS Secrets Manager makes one and keeps it" : "that of dwh.cfg",
        "");
    add("cost", "", cost_text(cluster, services.region), "");
    return fmt::format("In {}:\n\n{}\n", place_text(services), text_table(table, {}, terminal));
}

std::string report_text(const ClusterReport& report, const Terminal& terminal) {
    Facts facts(heading(report));
    if (report.inventory.cluster) add_cluster(facts, report, *report.inventory.cluster);
    std::vector<std::string> groups;
    for (const SecurityGroup& group : report.groups)
        groups.push_back(group_text(group));
    facts.add("security group", fmt::format("{}", fmt::join(groups, ", ")));
    facts.add("lets in", fmt::format("{}", fmt::join(who_is_let_in(report), ", ")));
    if (report.inventory.role && is_ours(report.inventory.role->tags, report.names.identifier))
        facts.add("our role", report.inventory.role->arn);
    if (!report.inventory.cluster && !report.inventory.has_ours(report.names.identifier))
        return heading(report) + "\n";
    std::string text = facts.text(terminal);
    if (!report.inventory.cluster)
        text += "What is left of it, `sparkify cluster delete` removes.\n";
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
    const auto price =
        exists ? price_per_hour(specification_of_state(cluster), report.region) : std::nullopt;
    const auto so_far = cost_so_far(report);
    json["state"] = exists ? cluster.status : "absent";
    json["usable"] = exists && cluster.phase == ClusterPhase::usable;
    json["ours"] = exists && is_ours(cluster.tags, cluster.identifier);
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
    json["dollars_so_far"] = so_far ? Json(*so_far) : Json(nullptr);
    json["price_source"] = price_source();
    json["publicly_accessible"] = exists ? Json(cluster.publicly_accessible) : Json(nullptr);
    json["roles"] = cluster.role_arns;
    json["role"] = role_json(report);
    json["security_groups"] = groups_json(report);
    return json;
}

std::string deletion_text(const Inventory& going, const std::string& final_snapshot,
                          const ClusterServices& services) {
    std::string text = fmt::format("In {}, this is removed:\n", place_text(services));
    if (going.cluster) {
        const ClusterState& cluster = *going.cluster;
        text += fmt::format(
            "  {} ({}, {}), with all its data{}\n", name_of(cluster.kind, cluster.identifier),
            size_text(cluster), cluster.status,
            final_snapshot.empty()
                ? ", without a last snapshot"
                : fmt::format(", of which the snapshot {} is kept", final_snapshot));
        if (!cluster.secret_arn.empty())
            text += fmt::format("  its password in Secrets Manager ({})\n", cluster.secret_arn);
    }
    for (const SecurityGroup& group : going.groups)
        text += fmt::format("  the security group {}, with its rules\n", group_text(group));
    if (going.role) text += fmt::format("  the role {}, with its policies\n", going.role->name);
    return text;
}

std::string connection_text(const ClusterState& cluster, const Terminal& terminal) {
    Facts facts(fmt::format("{} can be used", name_of(cluster.kind, cluster.identifier).substr(4)));
    facts.add("host", cluster.host);
    facts.add("port", std::to_string(cluster.port));
    facts.add("database", cluster.database);
    facts.add("administrator", cluster.user);
    facts.add("password", password_text(cluster));
    facts.add("role", role_for_copy(cluster));
    return facts.text(terminal);
}

}  // namespace sparkify
