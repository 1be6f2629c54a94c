#include "cluster/creation.h"

#include <utility>

#include <fmt/format.h>

#include "aws/endpoint.h"
#include "base/error.h"
#include "cluster/access_group.h"
#include "cluster/reading_role.h"
#include "cluster/role_policies.h"

namespace sparkify {
namespace {

std::string required_vpc(Ec2Client& ec2, const std::string& region) {
    if (auto vpc = ec2.default_vpc()) return *std::move(vpc);
    throw Error(
        ErrorCode::failed,
        {"the region has no default VPC, in which the cluster would be", region, "it was deleted",
         "make one (AWS console: VPC, Actions, Create default VPC), or take another "
         "region"});
}

/// What is there already stays as it is, whatever dwh.cfg says.
void warn_of_differences(const ClusterState& present, CreationPlan& plan) {
    const ClusterSpecification& wanted = plan.cluster;
    const auto warn = [&](const char* what, const std::string& is, const std::string& said) {
        if (!is.empty() && is != said)
            plan.warnings.push_back(fmt::format(
                "the cluster is there already, and its {} stays {}, not {}", what, is, said));
    };
    warn("database", present.database, wanted.database);
    warn("administrator", present.user, wanted.user);
    if (present.port != 0) warn("port", std::to_string(present.port), std::to_string(wanted.port));
    if (wanted.kind == ClusterKind::serverless) return;
    warn("node type", present.node_type, wanted.node_type);
    if (present.nodes != 0)
        warn("number of nodes", std::to_string(present.nodes), std::to_string(wanted.nodes));
}

void require_good(const ClusterState& cluster, ClusterKind wanted) {
    require_ours(cluster);
    require_hope(cluster);
    const std::string name = name_of(cluster.kind, cluster.identifier);
    if (cluster.kind != wanted)
        throw Error(ErrorCode::failed,
                    {fmt::format("{} is there already, and is of another kind", name), "", "",
                     "delete it first (`sparkify cluster delete`), or go on using it"});
    if (cluster.phase == ClusterPhase::paused || cluster.phase == ClusterPhase::pausing)
        throw Error(ErrorCode::failed,
                    {fmt::format("{} is there already, and is {}", name, cluster.status), "", "",
                     "bring it up: `sparkify cluster resume`"});
    if (cluster.phase == ClusterPhase::deleting)
        throw Error(
            ErrorCode::failed,
            {fmt::format("{} is just being deleted", name), "", cluster.status,
             "wait until it is gone: `sparkify cluster delete` does, and removes the rest"});
}

}  // namespace

CreationPlan plan_creation(ClusterServices& services, ClusterSpecification cluster,
                           std::vector<std::string> ranges,
                           const std::vector<std::string>& places) {
    const ClusterNames names{cluster.identifier, cluster.role_name, cluster.group_name,
                             cluster.kind};
    CreationPlan plan;
    plan.warnings = cluster.warnings;
    plan.cluster = std::move(cluster);
    plan.ranges = std::move(ranges);
    plan.policy = read_policy(places, partition_of(services.region));
    if (plan.policy.empty())
        plan.warnings.emplace_back(
            "no location of dwh.cfg is in S3, so the role may read nothing: set [S3] LOG_DATA, "
            "SONG_DATA and STAGING, and create it again");
    plan.present.cluster = find_cluster(services.redshift, names.identifier, names.kind);
    if (plan.present.cluster) {
        require_good(*plan.present.cluster, plan.cluster.kind);
        warn_of_differences(*plan.present.cluster, plan);
    }
    plan.present.role = ReadingRole(services.iam, names.role, names.identifier).find_ours();
    plan.vpc = required_vpc(services.ec2, services.region);
    if (auto group = AccessGroup(services.ec2, names.group, names.identifier).find_in(plan.vpc))
        plan.present.groups.push_back(*std::move(group));
    return plan;
}

std::optional<ClusterState> create_cluster(ClusterServices& services, const CreationPlan& plan,
                                           Waiting& waiting, ClusterObserver& observer) {
    const ClusterSpecification& wanted = plan.cluster;
    ClusterParts parts;
    parts.role_arn = ReadingRole(services.iam, wanted.role_name, wanted.identifier)
                         .make(plan.policy, waiting, observer);
    parts.security_group = AccessGroup(services.ec2, wanted.group_name, wanted.identifier)
                               .make(plan.vpc, wanted.port, plan.ranges, waiting, observer);
    const auto cluster = managed_cluster(services.redshift, wanted.kind, wanted.identifier);
    cluster->make(wanted, parts, waiting, observer);
    if (waiting.rehearsing()) return std::nullopt;
    return cluster->find();
}

}  // namespace sparkify
