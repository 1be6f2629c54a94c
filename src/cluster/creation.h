#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cluster/inventory.h"
#include "cluster/specification.h"
#include "cluster/waiting.h"

namespace sparkify {

/// All that is going to be made, once AWS was asked what is there.
struct CreationPlan {
    ClusterSpecification cluster;
    std::string vpc;
    std::vector<std::string> ranges;  ///< of addresses that are let in
    std::string policy;               ///< of the role; empty: it may read nothing
    Inventory present;                ///< what is there already, all of it ours
    std::vector<std::string> warnings;
};

/// Finds out what is there. Changes nothing. `ranges`: who is let in; `places`: what the role may
/// read, of which only what is in S3 counts. Throws what AWS says, and Error(failed) where
/// something of these names is somebody else's, where there is no default VPC, and where the
/// cluster is in a state from which it cannot be brought up.
[[nodiscard]] CreationPlan plan_creation(ClusterServices& services, ClusterSpecification cluster,
                                         std::vector<std::string> ranges,
                                         const std::vector<std::string>& places);

/// Makes what is not there yet, and waits until the cluster can be used. Repeated, it goes on where
/// it was. Nothing where it is only rehearsed.
std::optional<ClusterState> create_cluster(ClusterServices& services, const CreationPlan& plan,
                                           Waiting& waiting, ClusterObserver& observer);

}  // namespace sparkify
