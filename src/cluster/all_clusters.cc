#include "cluster/all_clusters.h"

#include <functional>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "aws/service_failure.h"
#include "cluster/ownership.h"
#include "cluster/reading_role.h"
#include "cluster/serverless_cluster.h"
#include "cluster/staging_bucket.h"

namespace sparkify {
namespace {

/// Of the two under one identifier.
struct ServerlessParts {
    std::optional<RedshiftNamespace> home;
    std::optional<RedshiftWorkgroup> workgroup;
};

class Search {
  public:
    explicit Search(ClusterServices& services) : services_(services) {}

    AllClusters find(const std::string& bucket) {
        for (const auto find : {&Search::find_provisioned, &Search::find_serverless})
            if (!is_allowed([&] { (this->*find)(); })) found_.sees_clusters = false;
        look([&] { find_groups(); });
        look([&] { find_roles(); });
        std::set<std::string> buckets = noted_buckets();
        if (!bucket.empty()) buckets.insert(bucket);
        for (const std::string& name : buckets)
            look([&] { find_bucket(name); });
        return std::move(found_);
    }

  private:
    void look(const std::function<void()>& looking) { static_cast<void>(is_allowed(looking)); }

    /// A region without the service has none of it.
    bool is_allowed(const std::function<void()>& looking) {
        try {
            looking();
        } catch (const ServiceFailure& failure) {
            if (failure.code() != ErrorCode::access_denied) throw;
            found_.doubts.push_back(
                fmt::format("{}: {}", failure.message().what, failure.message().next_step));
            return false;
        } catch (const Error& error) {
            if (!has_no_address(error)) throw;
        }
        return true;
    }

    void find_provisioned() {
        for (const RedshiftCluster& cluster :
             services_.redshift.provisioned.tagged_clusters(kOwnerTag))
            add(state_of(cluster));
    }

    void find_serverless() {
        std::map<std::string, ServerlessParts> parts;
        for (RedshiftNamespace& home : services_.redshift.serverless.namespaces())
            if (home.tags.contains(kOwnerTag)) parts[home.name].home = std::move(home);
        for (RedshiftWorkgroup& workgroup : services_.redshift.serverless.workgroups())
            if (workgroup.tags.contains(kOwnerTag))
                parts[workgroup.name].workgroup = std::move(workgroup);
        for (const auto& [name, both] : parts)
            add(state_of_both(name, both.home, both.workgroup));
    }

    /// Tags go with a snapshot into the cluster that is restored from it.
    void add(ClusterState cluster) {
        const std::string owner = tag_of(cluster.tags, kOwnerTag);
        if (owner == cluster.identifier)
            found_.by_identifier[owner].cluster = std::move(cluster);
        else
            found_.doubts.push_back(
                fmt::format("{} has the tag of {}, and another name: it is not taken for ours",
                            name_of(cluster.kind, cluster.identifier), owner));
    }

    void find_groups() {
        for (const SecurityGroup& group : services_.ec2.tagged_groups(kOwnerTag))
            found_.by_identifier[tag_of(group.tags, kOwnerTag)].groups.push_back(group);
    }

    void find_roles() {
        std::set<std::string> names;
        for (const auto& [identifier, inventory] : found_.by_identifier)
            if (inventory.cluster)
                for (const std::string& arn : inventory.cluster->role_arns)
                    names.insert(role_name_in(arn));
        for (const IamRole& role : services_.iam.roles())
            if (is_described_as_reading_role(role)) names.insert(role.name);
        for (const std::string& name : names)
            look([&] { find_role(name); });
    }

    void find_role(const std::string& name) {
        const auto role = services_.iam.find_role(name);
        if (!role || !role->tags.contains(kOwnerTag)) return;
        const std::string region = tag_of(role->tags, kRegionTag);
        if (region == services_.region)
            found_.by_identifier[tag_of(role->tags, kOwnerTag)].roles.push_back(*role);
        else if (!region.empty())
            found_.other_regions.insert(region);
    }

    [[nodiscard]] std::set<std::string> noted_buckets() const {
        std::set<std::string> names;
        for (const auto& [identifier, inventory] : found_.by_identifier)
            for (const IamRole& role : inventory.roles)
                for (const std::string& name : buckets_of(role))
                    names.insert(name);
        return names;
    }

    void find_bucket(const std::string& name) {
        const auto bucket = services_.buckets.find(name);
        if (!bucket) return;
        const std::string owner = tag_of(bucket->tags, kOwnerTag);
        if (bucket->view != BucketView::open)
            found_.doubts.push_back(
                fmt::format("the bucket {} may be ours: {}", name, bucket->refusal));
        else if (!owner.empty() &&
                 StagingBucket(services_.buckets, name, owner, services_.region).is_mine(*bucket))
            found_.by_identifier[owner].buckets.push_back(*bucket);
    }

    ClusterServices& services_;
    AllClusters found_;
};

}  // namespace

AllClusters find_all_clusters(ClusterServices& services, const std::string& bucket) {
    return Search(services).find(bucket);
}

}  // namespace sparkify
