#include "cluster/managed_cluster.h"

#include <fmt/format.h>

#include "base/error.h"
#include "cluster/ownership.h"

namespace sparkify {

bool is_about_part(const std::string& message) {
    return message.find("IAM role") != std::string::npos ||
           message.find("ecurity group") != std::string::npos;
}

std::string name_of(ClusterKind kind, const std::string& identifier) {
    return fmt::format("the {} {}",
                       kind == ClusterKind::serverless ? "Serverless workgroup" : "cluster",
                       identifier);
}

std::string name_of_namespace(const std::string& identifier) {
    return "the Serverless namespace " + identifier;
}

std::string name_of(const ClusterState& cluster) {
    if (cluster.kind == ClusterKind::serverless && cluster.base_capacity == 0)
        return name_of_namespace(cluster.identifier);
    return name_of(cluster.kind, cluster.identifier);
}

void require_ours(const std::string& name, const ResourceTags& tags,
                  const std::string& identifier) {
    if (is_ours(tags, identifier)) return;
    throw Error(ErrorCode::failed,
                {fmt::format("{} was not made by `sparkify cluster create`", name), "",
                 fmt::format("it has no tag {} = {}", kOwnerTag, identifier),
                 "call yours something else: [DWH] DWH_CLUSTER_IDENTIFIER"});
}

void require_ours(const ClusterState& cluster) {
    require_ours(name_of(cluster.kind, cluster.identifier), cluster.tags, cluster.identifier);
    if (!cluster.foreign_part.empty()) require_ours(cluster.foreign_part, {}, cluster.identifier);
}

void require_staying(const ClusterState& cluster) {
    if (cluster.phase != ClusterPhase::deleting) return;
    throw Error(ErrorCode::failed,
                {fmt::format("{} is just being deleted", name_of(cluster.kind, cluster.identifier)),
                 "", cluster.status,
                 "wait until it is gone: `sparkify cluster delete` does, and removes the rest"});
}

void require_hope(const ClusterState& cluster) {
    if (cluster.phase != ClusterPhase::failed) return;
    throw Error(
        ErrorCode::failed,
        {fmt::format("AWS could not bring up {}", name_of(cluster.kind, cluster.identifier)), "",
         cluster.status,
         "delete it (`sparkify cluster delete`) and create it again; the AWS console tells "
         "more"});
}

}  // namespace sparkify
