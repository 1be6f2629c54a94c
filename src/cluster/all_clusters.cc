#include "cluster/all_clusters.h"

#include <algorithm>
#include <exception>
#include <functional>
#include <map>
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

/// What has the same owner.
struct Belongings {
    std::vector<ClusterState> clusters;
    Inventory beside;
};

/// Of the two on Serverless, under one name.
struct ServerlessParts {
    std::optional<RedshiftNamespace> home;
    std::optional<RedshiftWorkgroup> workgroup;
};

class Search {
  public:
    explicit Search(ClusterServices& services) : services_(services) {}

    AllClusters find(const std::string& bucket) {
        const bool provisioned = attempt([&] { find_provisioned(); });
        const bool serverless = find_serverless();
        if (!provisioned && !serverless) std::rethrow_exception(first_failure_);
        if (!provisioned) hidden_.insert(ClusterKind::provisioned);
        if (!serverless) hidden_.insert(ClusterKind::serverless);
        attempt([&] { find_groups(); });
        for (const std::string& name : role_names())
            attempt([&] { find_role(name); });
        for (const std::string& name : bucket_names(bucket))
            attempt([&] { find_bucket(name); });
        name_inventories();
        return std::move(found_);
    }

  private:
    /// False if it failed. One thing that cannot be looked at is no reason not to show the others.
    bool attempt(const std::function<void()>& look) {
        try {
            look();
            return true;
        } catch (const Error& error) {
            if (error.code() == ErrorCode::interrupted) throw;
            if (!first_failure_) first_failure_ = std::current_exception();
            doubt(error.code() == ErrorCode::access_denied
                      ? fmt::format("{}: {}", error.message().what, error.message().next_step)
                      : std::string(error.what()));
            return false;
        }
    }

    void doubt(std::string text) {
        if (std::ranges::find(found_.doubts, text) == found_.doubts.end())
            found_.doubts.push_back(std::move(text));
    }

    void find_provisioned() {
        for (const RedshiftCluster& cluster :
             services_.redshift.provisioned.tagged_clusters(kOwnerTag))
            add(state_of(cluster));
    }

    /// A region without Serverless has none of it.
    bool find_serverless() {
        std::map<std::string, ServerlessParts> parts;
        bool is_there = true;
        bool complete = attempt([&] {
            try {
                for (RedshiftNamespace& home : services_.redshift.serverless.namespaces())
                    if (has_owner(home)) parts[home.name].home = std::move(home);
            } catch (const Error& error) {
                if (!has_no_address(error)) throw;
                is_there = false;
            }
        });
        if (!complete) return false;
        complete = attempt([&] {
            if (!is_there) return;
            for (RedshiftWorkgroup& workgroup : services_.redshift.serverless.workgroups())
                if (has_owner(workgroup)) parts[workgroup.name].workgroup = std::move(workgroup);
        });
        for (const auto& [name, both] : parts)
            add(state_of_both(name, both.home, both.workgroup));
        return complete && sees_all_tags_;
    }

    /// Whether it is anybody's of ours. Lists have no tags.
    template <typename Resource>
    bool has_owner(Resource& resource) {
        const bool seen = attempt([&] {
            try {
                resource.tags = services_.redshift.serverless.tags_of(resource.arn);
            } catch (const ServiceFailure& failure) {
                // It has gone since it was listed.
                if (!failure.has_code("ResourceNotFound")) throw;
            }
        });
        sees_all_tags_ = sees_all_tags_ && seen;
        return !tag_of(resource.tags, kOwnerTag).empty();
    }

    /// Tags go with a snapshot into the cluster that is restored from it.
    void add(ClusterState cluster) {
        const std::string owner = tag_of(cluster.tags, kOwnerTag);
        if (!cluster.foreign_part.empty())
            doubt(
                fmt::format("{} was not made by `sparkify cluster create`", cluster.foreign_part));
        if (owner == cluster.identifier)
            belongings_[owner].clusters.push_back(std::move(cluster));
        else
            doubt(fmt::format("{} has the tag of {}, and another name: it is not taken for ours",
                              name_of(cluster.kind, cluster.identifier), owner));
    }

    void find_groups() {
        for (const SecurityGroup& group : services_.ec2.tagged_groups(kOwnerTag))
            if (const std::string owner = tag_of(group.tags, kOwnerTag); !owner.empty())
                belongings_[owner].beside.groups.push_back(group);
    }

    [[nodiscard]] std::set<std::string> role_names() {
        std::set<std::string> names;
        for (const auto& [owner, its] : belongings_)
            for (const ClusterState& cluster : its.clusters)
                for (const std::string& arn : cluster.role_arns)
                    names.insert(role_name_in(arn));
        attempt([&] {
            for (const IamRole& role : services_.iam.roles())
                if (is_described_as_reading_role(role)) names.insert(role.name);
        });
        return names;
    }

    void find_role(const std::string& name) {
        const auto role = services_.iam.find_role(name);
        if (!role) return;
        const std::string owner = tag_of(role->tags, kOwnerTag);
        const std::string region = tag_of(role->tags, kRegionTag);
        if (owner.empty() || region.empty()) return;
        if (region == services_.region)
            belongings_[owner].beside.roles.push_back(*role);
        else
            found_.other_regions.insert(region);
    }

    [[nodiscard]] std::set<std::string> bucket_names(const std::string& another) {
        for (const auto& [owner, its] : belongings_)
            noted_.merge(buckets_noted_on(its.beside.roles));
        std::set<std::string> names = noted_;
        if (!another.empty()) names.insert(another);
        attempt([&] {
            // "arn:aws:s3:::ours"
            for (const std::string& arn : services_.tagging.tagged_resources("s3", kOwnerTag))
                names.insert(arn.substr(arn.rfind(':') + 1));
        });
        return names;
    }

    void find_bucket(const std::string& name) {
        const auto bucket = services_.buckets.find(name);
        if (!bucket) return;
        const std::string owner = tag_of(bucket->tags, kOwnerTag);
        const StagingBucket staging(services_.buckets, name, owner, services_.region);
        if (!owner.empty() && staging.is_mine(*bucket))
            belongings_[owner].beside.buckets.push_back(*bucket);
        else if (std::string why = doubt_about(*bucket, noted_.contains(name)); !why.empty())
            doubt(std::move(why));
    }

    void name_inventories() {
        for (auto& [owner, its] : belongings_) {
            for (ClusterState& cluster : its.clusters) {
                Inventory inventory = its.beside;
                inventory.cluster = std::move(cluster);
                found_.inventories.push_back({owner, std::move(inventory)});
            }
            if (its.clusters.empty()) {
                const bool hidden = may_be_hidden(kind_made(its.beside));
                found_.inventories.push_back({owner, std::move(its.beside), hidden});
            }
        }
    }

    [[nodiscard]] bool may_be_hidden(std::optional<ClusterKind> kind) const {
        return kind ? hidden_.contains(*kind) : !hidden_.empty();
    }

    ClusterServices& services_;
    std::map<std::string, Belongings> belongings_;
    std::set<ClusterKind> hidden_;  ///< that could not be looked for
    bool sees_all_tags_ = true;     ///< on Serverless
    std::set<std::string> noted_;   ///< buckets, on roles
    std::exception_ptr first_failure_;
    AllClusters found_;
};

}  // namespace

AllClusters find_all_clusters(ClusterServices& services, const std::string& bucket) {
    return Search(services).find(bucket);
}

}  // namespace sparkify
