#pragma once

#include <optional>
#include <string>

#include "aws/ec2_client.h"
#include "cluster/cluster_state.h"
#include "cluster/specification.h"

namespace sparkify {

/// "4 nodes of ra3.large", "8 RPU"; empty if it is not known.
[[nodiscard]] std::string size_text(const ClusterSpecification& cluster);
[[nodiscard]] std::string size_text(const ClusterState& cluster);

/// As much of it as the price depends on.
[[nodiscard]] ClusterSpecification specification_of_state(const ClusterState& cluster);

/// Dollars for an hour of it; nothing for a namespace without a workgroup, and where the price is
/// not known.
[[nodiscard]] std::optional<double> price_of(const ClusterState& cluster,
                                             const std::string& region);

/// What it costs by the hour, where the price is from, and until when.
[[nodiscard]] std::string cost_text(const ClusterSpecification& cluster, const std::string& region);

/// "The cluster dwh" of "the cluster dwh".
[[nodiscard]] std::string capitalised(std::string text);

/// "sparkify-dwh (sg-0a1b)"
[[nodiscard]] std::string group_text(const SecurityGroup& group);

}  // namespace sparkify
