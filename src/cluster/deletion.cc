#include "cluster/deletion.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "cluster/access_group.h"
#include "cluster/ownership.h"
#include "cluster/reading_role.h"
#include "cluster/staging_bucket.h"

namespace sparkify {
namespace {

bool uses(const ClusterState& cluster, const SecurityGroup& group) {
    return std::ranges::find(cluster.security_groups, group.id) != cluster.security_groups.end();
}

void require_unused(const ClusterState& cluster, const std::vector<SecurityGroup>& groups) {
    for (const SecurityGroup& group : groups)
        if (uses(cluster, group))
            throw Error(ErrorCode::failed,
                        {fmt::format("{} is used by {}, which was not made by `sparkify cluster "
                                     "create`",
                                     name_of(group), name_of(cluster.kind, cluster.identifier)),
                         "", fmt::format("it has no tag {} = {}", kOwnerTag, cluster.identifier),
                         "give that cluster the tag if it is yours, or another security group"});
}

void announce(const Inventory& going, const ClusterNames& names, ClusterObserver& observer) {
    if (going.cluster) observer.exists(name_of(going.cluster->kind, names.identifier));
    for (const SecurityGroup& group : going.groups)
        observer.exists(name_of(group));
    for (const IamRole& role : going.roles)
        observer.exists(fmt::format("the role {}", role.name));
    if (going.bucket) observer.exists(name_of(*going.bucket));
}

}  // namespace

Inventory what_can_go(Inventory present, const ClusterNames& names) {
    if (!present.cluster || is_ours(present.cluster->tags, names.identifier)) return present;
    if (!present.has_ours(names.identifier)) require_ours(*present.cluster);
    require_unused(*present.cluster, present.groups);
    present.cluster.reset();
    return present;
}

std::optional<S3Bucket> delete_cluster(ClusterServices& services, const ClusterNames& names,
                                       const Inventory& going, const std::string& final_snapshot,
                                       Waiting& waiting, ClusterObserver& observer) {
    announce(going, names, observer);
    if (going.cluster) {
        managed_cluster(services.redshift, going.cluster->kind, names.identifier)
            ->remove(final_snapshot, waiting);
        observer.gone(name_of(going.cluster->kind, names.identifier));
    }
    if (!going.groups.empty())
        AccessGroup(services.ec2, names.group, names.identifier).remove(waiting, observer);
    for (const IamRole& role : going.roles)
        ReadingRole(services.iam, role.name, names.identifier, services.region)
            .remove(waiting, observer);
    if (!going.bucket) return std::nullopt;
    StagingBucket bucket(services.buckets, names.staging, names.identifier, services.region);
    return bucket.remove(waiting, observer) ? std::nullopt : going.bucket;
}

}  // namespace sparkify
