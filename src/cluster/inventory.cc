#include "cluster/inventory.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "aws/service_failure.h"
#include "base/error.h"
#include "base/letter_case.h"
#include "cluster/access_group.h"
#include "cluster/ownership.h"
#include "cluster/provisioned_cluster.h"
#include "cluster/reading_role.h"
#include "cluster/serverless_cluster.h"
#include "cluster/staging_bucket.h"

namespace sparkify {
namespace {

ClusterKind other(ClusterKind kind) {
    return kind == ClusterKind::provisioned ? ClusterKind::serverless : ClusterKind::provisioned;
}

/// Whether a kind of cluster cannot be looked for at all: a permission is missing for the first
/// thing that is asked, or the region has no such service, which then has no address.
bool is_no_look_at_all(const Error& error) {
    const auto* refused = dynamic_cast<const ServiceFailure*>(&error);
    if (refused != nullptr)
        return refused->code() == ErrorCode::access_denied &&
               (refused->action() == "GetNamespace" || refused->action() == "DescribeClusters");
    return has_no_address(error);
}

constexpr const char* kServerless = "serverless";

/// That a bucket cannot be looked at is no reason to leave the rest alone.
void look_for_bucket(ClusterServices& services, const ClusterNames& names, const std::string& name,
                     bool noted, Inventory& inventory) {
    StagingBucket staging(services.buckets, name, names.identifier, services.region);
    std::string doubt;
    try {
        const auto bucket = staging.find();
        if (!bucket) return;
        if (staging.is_mine(*bucket)) inventory.buckets.push_back(*bucket);
        doubt = doubt_about(*bucket, noted);
    } catch (const Error& error) {
        // Without credentials, or with a stop, the rest would not go either.
        if (error.code() == ErrorCode::interrupted || error.code() == ErrorCode::access_denied)
            throw;
        doubt = fmt::format("the bucket {} is not taken for ours, for it cannot be looked at ({})",
                            name, error.message().reason);
    }
    if (!doubt.empty()) inventory.doubts.push_back(std::move(doubt));
}

void add_roles_of(const ClusterState& cluster, ClusterServices& services, Inventory& inventory) {
    for (IamRole& role : roles_made_for(services, cluster))
        if (std::ranges::find(inventory.roles, role.name, &IamRole::name) == inventory.roles.end())
            inventory.roles.push_back(std::move(role));
}

/// Names of roles belong to no region, so that it also tells where else a cluster of the name is.
void look_for_role(ClusterServices& services, const ClusterNames& names, Inventory& inventory) {
    const auto role = services.iam.find_role(names.role);
    if (!role) return;
    if (ReadingRole(services.iam, names.role, names.identifier, services.region).is_mine(*role))
        return inventory.roles.push_back(*role);
    if (const std::string elsewhere = region_of(*role, names.identifier); !elsewhere.empty())
        inventory.doubts.push_back(fmt::format(
            "the role {0} is that of a cluster {1} in {2}: look there with --region {2}",
            names.role, names.identifier, elsewhere));
}

/// Of a cluster that is gone, whose role dwh.cfg calls something else by now. Who may not list
/// roles has none.
std::vector<IamRole> roles_by_description(ClusterServices& services,
                                          const std::string& identifier) {
    std::vector<IamRole> found;
    try {
        for (const IamRole& listed : services.iam.roles()) {
            if (listed.description != reading_role_description(identifier)) continue;
            ReadingRole role(services.iam, listed.name, identifier, services.region);
            if (auto ours = role.find()) found.push_back(*std::move(ours));
        }
    } catch (const ServiceFailure& failure) {
        if (failure.code() != ErrorCode::access_denied) throw;
    }
    return found;
}

}  // namespace

ClusterNames names_of(const ClusterDescription& description, const std::string& staging) {
    ClusterNames names;
    names.identifier = checked_identifier(description.identifier);
    names.role = role_name_of(description);
    names.group = group_name_of(names.identifier);
    names.bucket = bucket_of_staging(staging);
    if (equal_without_case(description.type.value, "serverless"))
        names.kind = ClusterKind::serverless;
    return names;
}

std::string bucket_of_staging(const std::string& staging) {
    try {
        return is_in_s3(staging) ? parse_s3_location(staging).bucket : "";
    } catch (const Error&) {
        return "";
    }
}

bool Inventory::has_ours(const std::string& identifier) const {
    return (cluster && is_ours(cluster->tags, identifier)) || !roles.empty() || !groups.empty() ||
           !buckets.empty();
}

Inventory take_inventory(ClusterServices& services, const ClusterNames& names) {
    Inventory inventory;
    inventory.groups = AccessGroup(services.ec2, names.group, names.identifier).find_ours();
    look_for_role(services, names, inventory);
    inventory.cluster = find_cluster(services.redshift, names.identifier,
                                     kind_made(inventory).value_or(names.kind));
    if (inventory.cluster && !inventory.cluster->foreign_part.empty())
        inventory.doubts.push_back(
            fmt::format("{} was not made by `sparkify cluster create`, and stays as it is",
                        inventory.cluster->foreign_part));
    if (inventory.cluster && is_ours(inventory.cluster->tags, names.identifier))
        add_roles_of(*inventory.cluster, services, inventory);
    else if (inventory.roles.empty())
        inventory.roles = roles_by_description(services, names.identifier);
    const std::set<std::string> noted = buckets_noted_on(inventory.roles);
    std::set<std::string> buckets = noted;
    if (!names.bucket.empty()) buckets.insert(names.bucket);
    for (const std::string& name : buckets)
        look_for_bucket(services, names, name, noted.contains(name), inventory);
    return inventory;
}

std::optional<ClusterState> find_cluster(RedshiftServices& services, const std::string& identifier,
                                         ClusterKind first) {
    const auto find = [&](ClusterKind kind) {
        return managed_cluster(services, kind, identifier)->find();
    };
    auto found = find(first);
    if (found && is_ours(found->tags, identifier)) return found;
    try {
        auto beside = find(other(first));
        if (beside && (!found || is_ours(beside->tags, identifier))) return beside;
    } catch (const Error& error) {
        if (!is_no_look_at_all(error)) throw;
    }
    return found;
}

std::optional<ClusterKind> kind_made(const Inventory& inventory) {
    std::string kind;
    const auto take = [&](const ResourceTags& tags) {
        if (const std::string said = tag_of(tags, kKindTag); !said.empty()) kind = said;
    };
    for (const SecurityGroup& group : inventory.groups)
        take(group.tags);
    for (const IamRole& role : inventory.roles)
        take(role.tags);
    if (kind.empty()) return std::nullopt;
    return kind == kServerless ? ClusterKind::serverless : ClusterKind::provisioned;
}

ResourceTags tags_for(const std::string& identifier, ClusterKind kind) {
    ResourceTags tags = owner_tags(identifier);
    tags[kKindTag] = kind == ClusterKind::serverless ? kServerless : "provisioned";
    return tags;
}

std::vector<IamRole> roles_made_for(ClusterServices& services, const ClusterState& cluster) {
    std::vector<IamRole> roles;
    for (const std::string& arn : cluster.role_arns) {
        ReadingRole role(services.iam, role_name_in(arn), cluster.identifier, services.region);
        try {
            if (auto found = role.find()) roles.push_back(*std::move(found));
        } catch (const ServiceFailure& failure) {
            // Somebody may have attached another role, which is none of our business.
            if (failure.code() != ErrorCode::access_denied) throw;
        }
    }
    return roles;
}

std::string doubt_about(const S3Bucket& bucket, bool noted) {
    if (bucket.view != BucketView::open)
        return fmt::format(
            "the bucket {} is not taken for ours, for its tags may not be read ({}): if it was "
            "made by `sparkify cluster create`, allow s3:GetBucketTagging and run it again",
            bucket.name, bucket.refusal);
    if (noted && bucket.tags.empty())
        return fmt::format(
            "the bucket {} is not taken for ours, for it has no tags: `sparkify cluster create` "
            "may have been ended when it had just made it, or somebody has taken them off",
            bucket.name);
    return "";
}

std::unique_ptr<ManagedCluster> managed_cluster(RedshiftServices& services, ClusterKind kind,
                                                const std::string& identifier) {
    if (kind == ClusterKind::serverless)
        return std::make_unique<ServerlessCluster>(services.serverless, identifier);
    return std::make_unique<ProvisionedCluster>(services.provisioned, identifier);
}

}  // namespace sparkify
