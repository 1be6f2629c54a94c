#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "cluster/inventory.h"

namespace sparkify {

/// What was made for clusters in one account and region, whatever dwh.cfg says.
struct AllClusters {
    std::map<std::string, Inventory> by_identifier;
    bool sees_clusters = true;  ///< false: those that are missing in the inventories may be there
    std::set<std::string> other_regions;  ///< in which there are more
    std::vector<std::string> doubts;      ///< what may be there, too, and why that is not known
};

/// Looks for all that has the owner's tag. AWS cannot be asked for roles and buckets by their tags:
/// roles are found by their description, or because a cluster has them, and buckets by the roles on
/// which they are noted. `bucket`: another one to look at; may be empty. What may not be looked for
/// is a doubt. Throws what else AWS says.
[[nodiscard]] AllClusters find_all_clusters(ClusterServices& services, const std::string& bucket);

}  // namespace sparkify
