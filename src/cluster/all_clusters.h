#pragma once

#include <set>
#include <string>
#include <vector>

#include "cluster/inventory.h"

namespace sparkify {

/// What was made for a cluster of some name.
struct NamedInventory {
    std::string identifier;
    Inventory inventory;
    /// There is no cluster in it, for clusters of its kind may not be looked for.
    bool may_have_cluster = false;
};

/// What was made in one account and region, whatever dwh.cfg says.
struct AllClusters {
    /// By their names. One twice, if there is a cluster of each kind.
    std::vector<NamedInventory> inventories;
    std::set<std::string> other_regions;  ///< in which there are roles of more
    std::vector<std::string> doubts;      ///< what may be there, too, and why that is not known
};

/// Looks for all that has the owner's tag. IAM cannot be asked for roles by their tags: they are
/// found by their description, or because a cluster has them. `bucket`: one to look at in any case;
/// may be empty. What cannot be looked for is a doubt. Throws only if that is so of all clusters,
/// or Error(interrupted).
[[nodiscard]] AllClusters find_all_clusters(ClusterServices& services, const std::string& bucket);

}  // namespace sparkify
