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
    std::string bucket;                           ///< in which runs stage; empty: none
    std::string database;                         ///< that runs load; empty: the cluster's first
    ClusterKind kind = ClusterKind::provisioned;  ///< which to look for first
};

/// `staging`: see bucket_of_staging(). What names no bucket is passed over, for the rest has to be
/// found, too.
[[nodiscard]] ClusterNames names_of(const ClusterDescription& description,
                                    const std::string& staging);

/// The bucket in a STAGING as dwh.cfg has it; empty if that names none.
[[nodiscard]] std::string bucket_of_staging(const std::string& staging);

/// What of a cluster is there.
struct Inventory {
    std::optional<ClusterState> cluster;  ///< ours, or else somebody else's of that name
    std::vector<IamRole> roles;         ///< ours: that of the name, and those that the cluster has
    std::vector<SecurityGroup> groups;  ///< ours
    std::vector<S3Bucket> buckets;      ///< ours: that of the name, and those noted on the roles
    std::vector<std::string> doubts;    ///< why something may be ours that is not in here

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

/// For which kind of cluster the rest was made, by its tags; nothing if there is no rest.
[[nodiscard]] std::optional<ClusterKind> kind_made(const Inventory& inventory);

/// Of the roles that a cluster has, those that were made for it.
[[nodiscard]] std::vector<IamRole> roles_made_for(ClusterServices& services,
                                                  const ClusterState& cluster);

/// Why it is not known whether a bucket is ours; empty if it is known. `noted`: see
/// buckets_noted_on().
[[nodiscard]] std::string doubt_about(const S3Bucket& bucket, bool noted);

[[nodiscard]] std::unique_ptr<ManagedCluster> managed_cluster(RedshiftServices& services,
                                                              ClusterKind kind,
                                                              const std::string& identifier);

}  // namespace sparkify
