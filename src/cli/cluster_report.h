#pragma once

#include <chrono>
#include <nlohmann/json.hpp>
#include <string>

#include "cluster/creation.h"
#include "cluster/inventory.h"
#include "config/settings.h"
#include "report/terminal.h"

namespace sparkify {

/// In which account and region, and who asks.
[[nodiscard]] std::string place_text(const ClusterServices& services);

/// What would be made, what is there already, and what it costs.
[[nodiscard]] std::string plan_text(const CreationPlan& plan, const ClusterServices& services,
                                    const Terminal& terminal);

/// All that is known of a cluster, for `cluster status`.
struct ClusterReport {
    ClusterNames names;
    std::string account;
    std::string region;
    Inventory inventory;
    std::vector<SecurityGroup> groups;  ///< of the cluster, and ours
    std::chrono::system_clock::time_point now;
};

[[nodiscard]] std::string report_text(const ClusterReport& report, const Terminal& terminal);

/// Keys are always there; what does not apply is null.
[[nodiscard]] nlohmann::ordered_json report_json(const ClusterReport& report);

/// What `cluster delete` would remove.
[[nodiscard]] std::string deletion_text(const Inventory& going, const std::string& final_snapshot,
                                        const ClusterServices& services);

/// How to connect to a cluster, for the end of `cluster create`.
[[nodiscard]] std::string connection_text(const ClusterState& cluster, const Terminal& terminal);

}  // namespace sparkify
