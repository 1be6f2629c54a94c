#pragma once

#include <memory>
#include <string>

#include "aws/aws_access.h"
#include "cluster/cluster_state.h"

namespace sparkify {

/// Asks AWS where a cluster is, so that nobody has to copy host and role. Throws what AWS says, and
/// Error(unreachable) for a cluster that is not there, or cannot be used now.
[[nodiscard]] ClusterState discover_cluster(const std::shared_ptr<AwsAccess>& access,
                                            const std::string& region,
                                            const std::string& identifier, ClusterKind first);

}  // namespace sparkify
