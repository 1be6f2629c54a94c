#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "aws/iam_client.h"
#include "cluster/waiting.h"

namespace sparkify {

/// The role by which a cluster reads S3. Roles belong to no region, so that this one carries the
/// cluster's as a tag: that of a cluster of the same name elsewhere is not ours. Used by one
/// thread.
class ReadingRole {
  public:
    /// `identifier` and `region`: of the cluster. `iam` has to outlive this.
    ReadingRole(IamClient& iam, std::string name, std::string identifier, std::string region);

    [[nodiscard]] bool is_mine(const IamRole& role) const;

    /// Ours, or nothing, be there somebody else's or not.
    [[nodiscard]] std::optional<IamRole> find();

    /// Ours, or nothing. Throws Error(failed) for somebody else's of that name.
    [[nodiscard]] std::optional<IamRole> find_or_refuse();

    /// Makes it with these tags, unless it is there, notes the bucket on it that is made for the
    /// cluster (empty: none is), and gives it that policy; with an empty one it may read nothing.
    /// Gives its ARN.
    std::string make(const ResourceTags& tags, const std::string& bucket, const std::string& policy,
                     Waiting& waiting, ClusterObserver& observer);

    /// With all policies that it has.
    void remove(Waiting& waiting, ClusterObserver& observer);

  private:
    [[nodiscard]] IamRole found_or_created(ResourceTags tags, Waiting& waiting,
                                           ClusterObserver& observer);
    void note_bucket(const IamRole& role, const std::string& bucket, Waiting& waiting);
    void write_policy(const std::string& policy);
    void remove_once();

    IamClient* iam_;
    std::string name_;
    std::string identifier_;
    std::string region_;
};

/// What roles are described as that are made for a cluster.
[[nodiscard]] std::string reading_role_description(const std::string& identifier);

/// Whether a role's description is one that roles are made with: roles are listed without their
/// tags, which alone say whose they are.
[[nodiscard]] bool is_described_as_reading_role(const IamRole& role);

/// "dwhRole" of "arn:aws:iam::123456789012:role/dwhRole"
[[nodiscard]] std::string role_name_in(const std::string& arn);

/// The region of the cluster that a role was made for, if that is one of this name.
[[nodiscard]] std::string region_of(const IamRole& role, const std::string& identifier);

/// The buckets that are noted on a role.
[[nodiscard]] std::vector<std::string> buckets_of(const IamRole& role);

/// The buckets that are noted on any of them: they are made for the cluster, so that they have to
/// be looked at; ours they are only by their tags.
[[nodiscard]] std::set<std::string> buckets_noted_on(std::span<const IamRole> roles);

}  // namespace sparkify
