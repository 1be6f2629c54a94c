#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sparkify {

/// What the name of a host says: CLUSTER.HASH.REGION.redshift.amazonaws.com of a provisioned
/// cluster, WORKGROUP.ACCOUNT.REGION.redshift-serverless.amazonaws.com of a Serverless one.
struct ClusterHost {
    std::string cluster;
    std::string region;
    bool serverless = false;
};

/// Nothing for any other host.
[[nodiscard]] std::optional<ClusterHost> cluster_host_of(std::string_view host);

}  // namespace sparkify
