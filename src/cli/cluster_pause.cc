#include "cli/command.h"
#include "cli/power_change.h"

namespace sparkify {

CommandAction declare_cluster_pause(Parameters& parameters) {
    return declare_power_change(
        parameters,
        {.command = "cluster pause",
         .done = "paused",
         .hint = "Its storage still costs; `sparkify cluster resume` brings it up again.",
         .phase = ClusterPhase::paused,
         .change = &ProvisionedCluster::pause});
}

}  // namespace sparkify
