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
    std::string staging;                          ///< s3://BUCKET/PREFIX; empty: it is not in S3
    ClusterKind kind = ClusterKind::provisioned;  ///< which to look for first
};

/// `staging`: where runs stage, as dwh.cfg has it.
[[nodiscard]] ClusterNames names_of(const ClusterDescription& description,
                                    const std::string& staging);

/// What of a cluster is there.
struct Inventory {
    std::optional<ClusterState> cluster;  ///< ours, or else somebody else's of that name
    std::vector<IamRole> roles;         ///< ours: that of the name, and those that the cluster has
    std::vector<SecurityGroup> groups;  ///< ours
    std::optional<S3Bucket> bucket;     ///< ours
    std::vector<std::string> doubts;    ///< what may be ours, and could not be looked at

    [[nodiscard]] bool has_ours(const std::string& identifier) const;
};

[[nodiscard]] Inventory take_inventory(ClusterServices& services, const ClusterNames& names);

/// Ours of that name, of whichever kind, or else somebody else's. Who may not look for the other
/// kind than the first, or is in a region without it, has none of it.
[[nodiscard]] std::optional<ClusterState> find_cluster(RedshiftServices& services,
                                                       const std::string& identifier,
                                                       ClusterKind first);

/// The tags of what is made for a cluster of that kind.
[[nodiscard]] ResourceTags tags_for(const std::string& identifier, ClusterKind kind);

/// Of the roles that a cluster has, those that were made for it.
[[nodiscard]] std::vector<IamRole> roles_made_for(ClusterServices& services,
                                                  const ClusterState& cluster);

[[nodiscard]] std::unique_ptr<ManagedCluster> managed_cluster(RedshiftServices& services,
                                                              ClusterKind kind,
                                                              const std::string& identifier);

}  // namespace sparkify
