#include "cluster/discovery.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "base/error.h"
#include "cluster/inventory.h"

namespace sparkify {
namespace {

std::string next_step_for(ClusterPhase phase) {
    switch (phase) {
        case ClusterPhase::paused:
        case ClusterPhase::pausing:
            return "bring it up: `sparkify cluster resume`";
        case ClusterPhase::deleting:
            return "make it anew once it is gone: `sparkify cluster create`";
        case ClusterPhase::failed:
            return "look at it: `sparkify cluster status`";
        case ClusterPhase::changing:
        case ClusterPhase::usable:
            break;
    }
    return "wait for it: `sparkify cluster create` does";
}

/// One that is changed, or to which a role is being attached, does.
bool takes_connections(const ClusterState& cluster) {
    if (cluster.phase == ClusterPhase::usable) return true;
    constexpr std::array<std::string_view, 4> kDown{"creating", "resuming", "rebooting",
                                                    "renaming"};
    return cluster.phase == ClusterPhase::changing && !cluster.host.empty() &&
           std::ranges::find(kDown, cluster.status) == kDown.end();
}

}  // namespace

ClusterState discover_cluster(const std::shared_ptr<AwsAccess>& access, const std::string& region,
                              const std::string& identifier, ClusterKind first) {
    RedshiftServices services(access, region);
    auto cluster = find_cluster(services, identifier, first);
    if (!cluster)
        throw Error(ErrorCode::unreachable,
                    {fmt::format("there is no cluster {}", identifier), "in " + region, "",
                     "make it (`sparkify cluster create`), or say where it is: [CLUSTER] HOST, or "
                     "the region"});
    if (!takes_connections(*cluster))
        throw Error(ErrorCode::unreachable,
                    {fmt::format("{} cannot be used now", name_of(cluster->kind, identifier)),
                     "in " + region, cluster->status, next_step_for(cluster->phase)});
    return *std::move(cluster);
}

}  // namespace sparkify
