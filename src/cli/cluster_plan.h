#pragma once

#include <string>

#include "cluster/creation.h"
#include "cluster/inventory.h"

namespace sparkify {

/// What would be made, in which account and region, what is there already, and what it costs.
[[nodiscard]] std::string plan_text(const CreationPlan& plan, const ClusterServices& services);

/// What `cluster delete` would remove, in which account and region.
[[nodiscard]] std::string deletion_text(const Inventory& going, const std::string& final_snapshot,
                                        const ClusterServices& services);

}  // namespace sparkify
