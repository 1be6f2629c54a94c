#pragma once

#include <optional>
#include <string>

#include "cluster/inventory.h"
#include "cluster/waiting.h"

namespace sparkify {

/// Takes somebody else's cluster out of `present`, if there is something beside it that is ours.
/// Throws Error(failed) if there is not, or if that cluster uses what would be removed.
[[nodiscard]] Inventory what_can_go(Inventory present, const ClusterNames& names);

/// Removes the cluster, then the security group, then the role with its policies, then the bucket:
/// all that is in `going`. Waits until it is gone. `final_snapshot` may be empty. Gives what stays:
/// the bucket if somebody has put something else there.
[[nodiscard]] std::optional<S3Bucket> delete_cluster(ClusterServices& services,
                                                     const ClusterNames& names,
                                                     const Inventory& going,
                                                     const std::string& final_snapshot,
                                                     Waiting& waiting, ClusterObserver& observer);

}  // namespace sparkify
