#include "cluster/deletion.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "base/pause.h"
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

/// As the runs name it that stage for it; empty if that is not known any more.
std::string warehouse_of(const Inventory& going, const ClusterNames& names) {
    if (!going.cluster || going.cluster->host.empty()) return "";
    const ClusterState& cluster = *going.cluster;
    return fmt::format("{}:{}/{}", cluster.host, cluster.port,
                       names.database.empty() ? cluster.database : names.database);
}

/// It cannot be removed with what is somebody else's in it.
void require_nothing_foreign_in(const ClusterState& cluster) {
    if (!cluster.foreign_part_is_inside) return;
    throw Error(ErrorCode::failed,
                {fmt::format("{} is in {}, and was not made by `sparkify cluster create`",
                             cluster.foreign_part, name_of(cluster)),
                 "", fmt::format("it has no tag {} = {}", kOwnerTag, cluster.identifier),
                 "remove it first, or give it the tag if it is yours"});
}

Inventory without_foreign_cluster(Inventory present, const ClusterNames& names) {
    if (present.cluster) require_nothing_foreign_in(*present.cluster);
    if (!present.cluster || is_ours(present.cluster->tags, names.identifier)) return present;
    if (!present.has_ours(names.identifier)) require_ours(*present.cluster);
    require_unused(*present.cluster, present.groups);
    present.cluster.reset();
    return present;
}

/// Removes what there is to be removed.
class Removal {
  public:
    Removal(ClusterServices& services, const ClusterNames& names, Waiting& waiting,
            ClusterObserver& observer)
        : services_(&services), names_(&names), waiting_(&waiting), observer_(&observer) {}

    void remove(const Inventory& going, const std::string& final_snapshot) {
        for (const std::string& thing : things_in(going))
            observer_->exists(thing);
        const std::string warehouse = warehouse_of(going, *names_);
        for (const std::string& doubt : going.doubts)
            note(doubt);
        // While it is known which runs have left something there.
        if (going.cluster)
            for (const S3Bucket& bucket : going.buckets)
                static_cast<void>(staging(bucket).empty(warehouse));
        if (going.cluster) remove_cluster(*going.cluster, final_snapshot);
        if (!going.groups.empty())
            AccessGroup(services_->ec2, names_->group, names_->identifier)
                .remove(*waiting_, *observer_);
        for (const S3Bucket& bucket : going.buckets)
            remove_bucket(bucket, warehouse);
        for (const IamRole& role : going.roles)
            ReadingRole(services_->iam, role.name, names_->identifier, services_->region)
                .remove(*waiting_, *observer_);
    }

    /// What was not seen before, or is seen again, but for buckets that stay.
    [[nodiscard]] Inventory what_is_left() {
        Inventory left = take_inventory(*services_, *names_);
        std::erase_if(left.buckets,
                      [&](const S3Bucket& bucket) { return buckets_.contains(bucket.name); });
        return left;
    }

    /// AWS removes them with the cluster, as its documents say.
    void look_for_secrets() {
        for (const std::string& arn : secrets_)
            look_for_secret(arn);
    }

    [[nodiscard]] const std::vector<std::string>& staying() const noexcept { return staying_; }

  private:
    void note(const std::string& what) {
        if (std::ranges::find(staying_, what) == staying_.end()) staying_.push_back(what);
    }

    [[nodiscard]] StagingBucket staging(const S3Bucket& bucket) {
        return {services_->buckets, bucket.name, names_->identifier, services_->region};
    }

    void remove_cluster(const ClusterState& cluster, const std::string& final_snapshot) {
        managed_cluster(services_->redshift, cluster.kind, names_->identifier)
            ->remove(final_snapshot, *waiting_);
        observer_->gone(name_of(cluster));
        if (!cluster.secret_arn.empty()) secrets_.insert(cluster.secret_arn);
    }

    void remove_bucket(const S3Bucket& bucket, const std::string& warehouse) {
        buckets_.insert(bucket.name);
        const auto use = staging(bucket).remove(warehouse, *waiting_, *observer_);
        if (use) note(fmt::format("{} stays: {}", name_of(bucket), *use));
    }

    void look_for_secret(const std::string& arn) {
        constexpr int kLooks = 9;
        int looks = 0;
        std::string seen;
        waiting_->settle("the secret of its password", [&]() -> std::optional<std::string> {
            seen = what_is_seen_of(arn);
            if (seen.empty() || ++looks == kLooks) return std::nullopt;
            return seen;
        });
        if (!seen.empty()) note(fmt::format("the secret {} {}", arn, seen));
    }

    /// Empty if it is gone.
    [[nodiscard]] std::string what_is_seen_of(const std::string& secret_arn) {
        try {
            if (!services_->secrets.is_there(secret_arn)) return "";
            return "is still there, although its cluster is gone: look for it in Secrets Manager";
        } catch (const Error& error) {
            if (error.code() == ErrorCode::interrupted) throw;
            return fmt::format(
                "cannot be looked at, so that it is not known whether it is gone ({}{}{})",
                error.message().reason, error.message().next_step.empty() ? "" : "; ",
                error.message().next_step);
        }
    }

    ClusterServices* services_;
    const ClusterNames* names_;
    Waiting* waiting_;
    ClusterObserver* observer_;
    std::set<std::string> buckets_;  ///< that were tried
    std::set<std::string> secrets_;
    std::vector<std::string> staying_;
};

}  // namespace

std::vector<std::string> things_in(const Inventory& inventory) {
    std::vector<std::string> things;
    if (inventory.cluster) things.push_back(name_of(*inventory.cluster));
    for (const SecurityGroup& group : inventory.groups)
        things.push_back(name_of(group));
    for (const S3Bucket& bucket : inventory.buckets)
        things.push_back(name_of(bucket));
    for (const IamRole& role : inventory.roles)
        things.push_back(fmt::format("the role {}", role.name));
    return things;
}

Inventory what_can_go(ClusterServices& services, const ClusterNames& names,
                      const std::stop_token& stop) {
    constexpr std::chrono::seconds kMoment{1};
    Inventory present = without_foreign_cluster(take_inventory(services, names), names);
    if (present.has_ours(names.identifier)) return present;
    pause_for(kMoment, stop);
    return without_foreign_cluster(take_inventory(services, names), names);
}

std::vector<std::string> delete_cluster(ClusterServices& services, const ClusterNames& names,
                                        Inventory going, const std::string& final_snapshot,
                                        Waiting& waiting, ClusterObserver& observer) {
    constexpr int kRounds = 5;
    Removal removal(services, names, waiting, observer);
    for (int round = 1;; ++round) {
        removal.remove(going, final_snapshot);
        if (waiting.rehearsing()) return removal.staying();
        Inventory left = removal.what_is_left();
        if (!left.has_ours(names.identifier)) break;
        if (round == kRounds)
            throw Error(ErrorCode::failed, {"what was removed is seen again and again", "",
                                            "somebody may be creating it just now",
                                            "run it again later: `sparkify cluster delete`"});
        going = without_foreign_cluster(std::move(left), names);
    }
    removal.look_for_secrets();
    return removal.staying();
}

}  // namespace sparkify
