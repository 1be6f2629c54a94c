#include "cluster/cluster_state.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "base/letter_case.h"

namespace sparkify {
namespace {

/// From which no cluster comes back by waiting ("Cluster status" of the management guide).
constexpr std::array<std::string_view, 5> kFailed{"incompatible-", "hardware-failure",
                                                  "storage-full", "inaccessible-", "insufficient-"};

/// What a cluster that is available still waits for; empty if nothing.
std::string pending_in(const RedshiftCluster& cluster) {
    if (!cluster.availability.empty() && cluster.availability != "Available")
        return in_lower_case(cluster.availability);
    if (cluster.host.empty()) return "without an endpoint";
    const bool attached = std::ranges::all_of(cluster.roles, [](const RedshiftCluster::Role& role) {
        return role.apply_status.empty() || role.apply_status == "in-sync";
    });
    return attached ? "" : "attaching the role";
}

ClusterPhase phase_of(const RedshiftCluster& cluster) {
    const std::string& status = cluster.status;
    if (status == "paused") return ClusterPhase::paused;
    if (status == "pausing") return ClusterPhase::pausing;
    if (status == "deleting" || status == "final-snapshot") return ClusterPhase::deleting;
    const bool failed = std::ranges::any_of(
        kFailed, [&](std::string_view word) { return status.starts_with(word); });
    if (failed || cluster.availability == "Failed") return ClusterPhase::failed;
    const bool usable = status.starts_with("available") && pending_in(cluster).empty();
    return usable ? ClusterPhase::usable : ClusterPhase::changing;
}

ClusterPhase phase_of(const RedshiftNamespace& home, const RedshiftWorkgroup& workgroup) {
    if (home.status == "DELETING" || workgroup.status == "DELETING") return ClusterPhase::deleting;
    const bool usable =
        home.status == "AVAILABLE" && workgroup.status == "AVAILABLE" && !workgroup.host.empty();
    return usable ? ClusterPhase::usable : ClusterPhase::changing;
}

}  // namespace

ClusterState state_of(const RedshiftCluster& cluster) {
    ClusterState state;
    state.kind = ClusterKind::provisioned;
    state.phase = phase_of(cluster);
    state.identifier = cluster.identifier;
    state.status = cluster.status;
    if (cluster.status == "available" && !pending_in(cluster).empty())
        state.status += ", " + pending_in(cluster);
    state.host = cluster.host;
    state.port = cluster.port;
    state.database = cluster.database;
    state.user = cluster.user;
    state.secret_arn = cluster.secret_arn;
    state.node_type = cluster.node_type;
    state.nodes = cluster.nodes;
    state.created = cluster.created;
    for (const RedshiftCluster::Role& role : cluster.roles)
        state.role_arns.push_back(role.arn);
    state.default_role = cluster.default_role;
    state.security_groups = cluster.security_groups;
    state.publicly_accessible = cluster.publicly_accessible;
    state.tags = cluster.tags;
    return state;
}

ClusterState state_of(const RedshiftNamespace& home,
                      const std::optional<RedshiftWorkgroup>& workgroup) {
    ClusterState state;
    state.kind = ClusterKind::serverless;
    state.identifier = home.name;
    state.database = home.database;
    state.user = home.user;
    state.secret_arn = home.secret_arn;
    state.role_arns = home.role_arns;
    state.default_role = home.default_role;
    state.created = home.created;
    state.tags = home.tags;
    if (!workgroup) {
        const bool goes = home.status == "DELETING";
        state.phase = goes ? ClusterPhase::deleting : ClusterPhase::changing;
        state.status = fmt::format("namespace {}, no workgroup", in_lower_case(home.status));
        return state;
    }
    state.phase = phase_of(home, *workgroup);
    state.status = in_lower_case(workgroup->status);
    if (home.status != "AVAILABLE" && !home.status.empty())
        state.status += fmt::format(", namespace {}", in_lower_case(home.status));
    state.host = workgroup->host;
    state.port = workgroup->port;
    state.base_capacity = workgroup->base_capacity;
    state.security_groups = workgroup->security_groups;
    state.publicly_accessible = workgroup->publicly_accessible;
    return state;
}

std::string role_for_copy(const ClusterState& cluster) {
    if (!cluster.default_role.empty()) return cluster.default_role;
    return cluster.role_arns.size() == 1 ? cluster.role_arns.front() : "";
}

}  // namespace sparkify
