#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "cluster/inventory.h"
#include "cluster/waiting.h"

namespace sparkify {

/// What of the cluster is there and can be removed. Somebody else's cluster is taken out, if there
/// is something beside it that is ours. Looks again after a moment if there is nothing, for what
/// was made just now is not seen everywhere in AWS. Throws Error(failed) if only somebody else's
/// cluster is there, or if that uses what would be removed, and Error(interrupted).
[[nodiscard]] Inventory what_can_go(ClusterServices& services, const ClusterNames& names,
                                    const std::stop_token& stop);

/// What there is, in the order in which it goes: "the cluster dwh", "the role sparkify-dwh".
[[nodiscard]] std::vector<std::string> things_in(const Inventory& inventory);

/// Removes the cluster, then the security group, then the buckets, then the role with its policies,
/// which knows of the buckets: all that is in `going`, and what is seen only later. Waits until it
/// is gone. `final_snapshot` may be empty. Gives what stays, or may be left, and why: "the bucket
/// ours stays: s3://ours/notes.txt is in it".
[[nodiscard]] std::vector<std::string> delete_cluster(ClusterServices& services,
                                                      const ClusterNames& names, Inventory going,
                                                      const std::string& final_snapshot,
                                                      Waiting& waiting, ClusterObserver& observer);

}  // namespace sparkify
