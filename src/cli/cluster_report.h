#pragma once

#include <chrono>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "cluster/inventory.h"

namespace sparkify {

/// All that is known of a cluster.
struct ClusterReport {
    ClusterNames names;
    std::string account;
    std::string region;
    Inventory inventory;
    std::vector<SecurityGroup> groups;  ///< of the cluster, and ours
    std::chrono::system_clock::time_point now;
};

/// Asks AWS for all of it.
[[nodiscard]] ClusterReport report_of(ClusterServices& services, ClusterNames names);

[[nodiscard]] std::string report_text(const ClusterReport& report);

/// Keys are always there; what does not apply is null.
[[nodiscard]] nlohmann::ordered_json report_json(const ClusterReport& report);

/// How to connect to a cluster, for the end of `cluster create`.
[[nodiscard]] std::string connection_text(const ClusterState& cluster);

}  // namespace sparkify
