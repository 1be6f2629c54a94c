#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sparkify {

/// What the name of a provisioned cluster's host says: CLUSTER.HASH.REGION.redshift.amazonaws.com.
struct ClusterHost {
    std::string cluster;
    std::string region;
};

/// Nothing for any other host, that of a Serverless workgroup among them.
[[nodiscard]] std::optional<ClusterHost> cluster_host_of(std::string_view host);

}  // namespace sparkify
