#include "cluster/creation_plan.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "aws/endpoint.h"
#include "base/error.h"
#include "cluster/access_group.h"
#include "cluster/reading_role.h"
#include "cluster/role_policies.h"
#include "cluster/staging_bucket.h"

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

void require_good(const ClusterState& cluster, ClusterKind wanted) {
    require_ours(cluster);
    require_hope(cluster);
    const std::string name = name_of(cluster.kind, cluster.identifier);
    if (cluster.kind != wanted)
        throw Error(
            ErrorCode::failed,
            {fmt::format("{} is there already, and is of another kind", name), "", "",
             wanted == ClusterKind::provisioned
                 ? "go on with it by --serverless, or DWH_CLUSTER_TYPE = serverless"
                 : "go on with it without --serverless, or call the new one something else"});
    if (cluster.phase == ClusterPhase::paused || cluster.phase == ClusterPhase::pausing)
        throw Error(ErrorCode::failed,
                    {fmt::format("{} is there already, and is {}", name, cluster.status), "", "",
                     "bring it up: `sparkify cluster resume`"});
    require_staying(cluster);
}

/// Takes a value over from the cluster that is there, and warns if another one was wanted.
class Adoption {
  public:
    explicit Adoption(std::vector<std::string>& warnings) : warnings_(&warnings) {}

    template <typename Value>
    void take(const char* what, const Value& is, Value& wanted) {
        if (is == Value{} || is == wanted) return;
        warnings_->push_back(fmt::format(
            "the cluster is there already, and its {} stays {}, not {}", what, is, wanted));
        wanted = is;
    }

  private:
    std::vector<std::string>* warnings_;
};

void adopt(const ClusterState& present, CreationPlan& plan) {
    ClusterSpecification& wanted = plan.cluster;
    Adoption adoption(plan.warnings);
    adoption.take("database", present.database, wanted.database);
    adoption.take("administrator", present.user, wanted.user);
    adoption.take("port", present.port, wanted.port);
    if (wanted.base_capacity == kDefaultCapacity && present.base_capacity != 0)
        wanted.base_capacity = present.base_capacity;  // nobody asked for another one
    adoption.take("capacity", present.base_capacity, wanted.base_capacity);
    adoption.take("node type", present.node_type, wanted.node_type);
    if (present.kind == ClusterKind::provisioned)
        adoption.take("number of nodes", present.nodes, wanted.nodes);
    plan.password_is_managed = !present.secret_arn.empty();
    if (plan.password_is_managed && !wanted.password.empty())
        plan.warnings.emplace_back(
            "the cluster is there already, with a password that Secrets Manager keeps: take that "
            "of dwh.cfg out, or commands try it in vain");
}

/// The role of the cluster that is there, if it has one; else that of the name.
void find_role(ClusterServices& services, CreationPlan& plan) {
    std::string& name = plan.cluster.role_name;
    std::vector<IamRole>& roles = plan.roles;
    if (!plan.present || plan.present->role_arns.empty()) {
        ReadingRole role(services.iam, name, plan.cluster.identifier, services.region);
        if (auto found = role.find_or_refuse()) roles.push_back(*std::move(found));
        plan.role = roles.empty() ? Making::made : Making::adopted;
        return;
    }
    roles = roles_made_for(services, *plan.present);
    plan.role = roles.empty() ? Making::left : Making::adopted;
    if (roles.empty())
        plan.warnings.emplace_back(
            "the cluster is there already, with a role that is not ours: what it may read stays as "
            "it is");
    else if (std::ranges::find(roles, name, &IamRole::name) == roles.end())
        Adoption(plan.warnings).take("role", roles.front().name, name);
}

/// COPY reads manifest and objects from one region.
void warn_of_other_regions(ClusterServices& services, const DataLocations& data,
                           const std::string& region, CreationPlan& plan) {
    std::set<std::string> buckets;
    for (const std::string& place : {data.log_data, data.song_data})
        if (is_in_s3(place)) buckets.insert(parse_s3_location(place).bucket);
    buckets.erase(plan.bucket_name);
    for (const std::string& bucket : buckets) {
        const std::string of_data = services.buckets.region_of(bucket).value_or(region);
        if (of_data == region) continue;
        plan.warnings.push_back(
            fmt::format("the data in {} is in {}, and the bucket {} of [S3] STAGING in {}: all of "
                        "it then has to "
                        "pass this machine (--compact always), unless STAGING names a bucket in {}",
                        bucket, of_data, plan.bucket_name, region, of_data));
    }
}

[[noreturn]] void refuse_closed(const S3Bucket& bucket) {
    throw Error(
        ErrorCode::access_denied,
        {fmt::format("the bucket {} is somebody else's, or you may not look at it", bucket.name),
         "[S3] STAGING", bucket.refusal,
         "name another one; or if it is yours, allow s3:GetBucketTagging and s3:ListBucket on it"});
}

void find_bucket(ClusterServices& services, const DataLocations& data, CreationPlan& plan) {
    if (!is_in_s3(data.staging)) return;
    plan.bucket_name = parse_s3_location(data.staging).bucket;
    StagingBucket ours(services.buckets, plan.bucket_name, plan.cluster.identifier,
                       services.region);
    const auto bucket = ours.find();
    if (!bucket) {
        require_new_bucket_name(plan.bucket_name);
        plan.bucket = Making::made;
    } else if (ours.is_mine(*bucket)) {
        plan.bucket = Making::adopted;
    } else if (bucket->view == BucketView::closed) {
        refuse_closed(*bucket);
    }
    warn_of_other_regions(services, data, bucket ? bucket->region : services.region, plan);
}

/// The security group of the cluster that is there, if it has one; else that of the name.
void find_group(ClusterServices& services, CreationPlan& plan) {
    AccessGroup ours(services.ec2, plan.cluster.group_name, plan.cluster.identifier);
    if (!plan.present || plan.present->security_groups.empty()) {
        plan.vpc = required_vpc(services.ec2, services.region);
        plan.present_group = ours.find_in(plan.vpc);
        plan.group = plan.present_group ? Making::adopted : Making::made;
        return;
    }
    const std::vector<std::string>& used = plan.present->security_groups;
    plan.group = Making::left;
    for (SecurityGroup& group : ours.find_ours())
        if (std::ranges::find(used, group.id) != used.end()) {
            plan.group = Making::adopted;
            plan.vpc = group.vpc;
            plan.present_group = std::move(group);
        }
    if (plan.group == Making::left)
        plan.warnings.emplace_back(
            "the cluster is there already, with a security group that is not ours: who is let in "
            "stays as it is");
}

}  // namespace

std::vector<std::string> CreationPlan::new_ranges() const {
    if (group == Making::left) return {};
    if (!present_group) return ranges;
    return ranges_not_let_in(*present_group, cluster.port, ranges);
}

bool CreationPlan::has_cluster() const {
    return present && (present->kind == ClusterKind::provisioned || present->base_capacity != 0);
}

bool CreationPlan::is_all_there() const {
    return has_cluster() && role != Making::made && bucket != Making::made && new_ranges().empty();
}

CreationPlan plan_creation(ClusterServices& services, ClusterSpecification cluster,
                           std::vector<std::string> ranges, const DataLocations& data) {
    CreationPlan plan;
    plan.warnings = cluster.warnings;
    plan.password_is_managed = cluster.password.empty();
    plan.cluster = std::move(cluster);
    plan.ranges = std::move(ranges);
    plan.policy =
        read_policy({data.log_data, data.song_data, data.staging}, partition_of(services.region));
    if (plan.policy.empty())
        plan.warnings.emplace_back(
            "no location of dwh.cfg is in S3, so the role may read nothing: set [S3] LOG_DATA, "
            "SONG_DATA and STAGING, and create it again");
    plan.present = find_cluster(services.redshift, plan.cluster.identifier, plan.cluster.kind);
    if (plan.present) {
        require_good(*plan.present, plan.cluster.kind);
        adopt(*plan.present, plan);
    }
    find_role(services, plan);
    find_bucket(services, data, plan);
    find_group(services, plan);
    return plan;
}

}  // namespace sparkify
