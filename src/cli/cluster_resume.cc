#include "cli/command.h"
#include "cli/power_change.h"

namespace sparkify {

CommandAction declare_cluster_resume(Parameters& parameters) {
    return declare_power_change(parameters,
                                {.command = "cluster resume",
                                 .done = "available",
                                 .hint = "`sparkify cluster pause` ends the costs of its nodes.",
                                 .phase = ClusterPhase::usable,
                                 .change = &ProvisionedCluster::resume});
}

}  // namespace sparkify
