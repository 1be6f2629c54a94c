#include "cluster/creation.h"

#include <fmt/format.h>

#include "cluster/access_group.h"
#include "cluster/reading_role.h"
#include "cluster/staging_bucket.h"

namespace sparkify {
namespace {

/// What is there before anything is made.
void announce(const CreationPlan& plan, ClusterObserver& observer) {
    for (const IamRole& role : plan.roles)
        observer.exists(fmt::format("the role {}", role.name));
    if (plan.bucket == Making::adopted)
        observer.exists(fmt::format("the bucket {}", plan.bucket_name));
    if (plan.present_group) observer.exists(name_of(*plan.present_group));
    if (plan.present) observer.exists(name_of(plan.present->kind, plan.present->identifier));
}

}  // namespace

void create_cluster(ClusterServices& services, const CreationPlan& plan, Waiting& waiting,
                    ClusterObserver& observer) {
    const ClusterSpecification& wanted = plan.cluster;
    const ResourceTags tags = tags_for(wanted.identifier, wanted.kind);
    const std::string bucket = plan.bucket == Making::left ? "" : plan.bucket_name;
    announce(plan, observer);
    ClusterParts parts;
    if (plan.role != Making::left)
        parts.role_arn =
            ReadingRole(services.iam, wanted.role_name, wanted.identifier, services.region)
                .make(tags, bucket, plan.policy, waiting, observer);
    if (!bucket.empty())
        StagingBucket(services.buckets, bucket, wanted.identifier, services.region)
            .make(tags, waiting, observer);
    if (plan.group != Making::left)
        parts.security_group =
            AccessGroup(services.ec2, wanted.group_name, wanted.identifier)
                .make(plan.vpc, tags, wanted.port, plan.ranges, waiting, observer);
    managed_cluster(services.redshift, wanted.kind, wanted.identifier)
        ->make(wanted, parts, waiting, observer);
}

}  // namespace sparkify
