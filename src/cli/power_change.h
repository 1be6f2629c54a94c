#pragma once

#include <string>

#include "cli/command.h"
#include "cluster/provisioned_cluster.h"

namespace sparkify {

/// What tells `cluster pause` from `cluster resume`.
struct PowerChange {
    std::string command;  ///< "cluster pause"
    std::string done;     ///< "paused"
    std::string hint;     ///< what to know then
    ClusterPhase phase = ClusterPhase::paused;
    void (ProvisionedCluster::*change)(Waiting&) = nullptr;
};

/// Declares a command that pauses or resumes the cluster.
[[nodiscard]] CommandAction declare_power_change(Parameters& parameters, PowerChange power);

}  // namespace sparkify
