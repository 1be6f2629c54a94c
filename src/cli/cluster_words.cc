#include "cli/cluster_words.h"

#include <fmt/format.h>

#include "base/quantity.h"
#include "cluster/prices.h"

namespace sparkify {

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

std::optional<double> price_of(const ClusterState& cluster, const std::string& region) {
    if (cluster.kind == ClusterKind::serverless && cluster.base_capacity == 0) return std::nullopt;
    return price_per_hour(specification_of_state(cluster), region);
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

std::string capitalised(std::string text) {
    if (text.starts_with("the ")) text.front() = 'T';
    return text;
}

std::string group_text(const SecurityGroup& group) {
    return fmt::format("{} ({})", group.name, group.id);
}

}  // namespace sparkify
