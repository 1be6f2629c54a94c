#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cluster/managed_cluster.h"
#include "cluster/services.h"

namespace sparkify {

/// How what belongs to a cluster is called.
struct ClusterNames {
    std::string identifier;
    std::string role;
    std::string group;
    ClusterKind kind = ClusterKind::provisioned;  ///< which to look for first
};

[[nodiscard]] ClusterNames names_of(const ClusterDescription& description);

/// What of a cluster is there, be it ours or somebody else's.
struct Inventory {
    std::optional<ClusterState> cluster;
    std::optional<IamRole> role;
    std::vector<SecurityGroup> groups;  ///< ours only

    [[nodiscard]] bool has_ours(const std::string& identifier) const;
};

[[nodiscard]] Inventory take_inventory(ClusterServices& services, const ClusterNames& names);

/// The cluster of that name, of the kind that is looked for first, or else of the other. Who may
/// not look for the other kind, or is in a region without it, has none of it.
[[nodiscard]] std::optional<ClusterState> find_cluster(RedshiftServices& services,
                                                       const std::string& identifier,
                                                       ClusterKind first);

[[nodiscard]] std::unique_ptr<ManagedCluster> managed_cluster(RedshiftServices& services,
                                                              ClusterKind kind,
                                                              const std::string& identifier);

}  // namespace sparkify
