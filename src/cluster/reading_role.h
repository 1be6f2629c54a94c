#pragma once

#include <optional>
#include <string>

#include "aws/iam_client.h"
#include "cluster/waiting.h"

namespace sparkify {

/// The role by which a cluster reads S3. Used by one thread.
class ReadingRole {
  public:
    /// `iam` has to outlive this.
    ReadingRole(IamClient& iam, std::string name, std::string identifier);

    [[nodiscard]] std::optional<IamRole> find();

    /// Ours, or nothing. Throws Error(failed) for somebody else's of that name.
    [[nodiscard]] std::optional<IamRole> find_ours();

    /// Makes it, unless it is there, and gives it that policy, if there is any. Gives its ARN.
    std::string make(const std::string& policy, Waiting& waiting, ClusterObserver& observer);

    /// With all policies that it has.
    void remove(Waiting& waiting, ClusterObserver& observer);

  private:
    [[nodiscard]] IamRole found_or_created(Waiting& waiting, ClusterObserver& observer);
    void remove_once();

    IamClient* iam_;
    std::string name_;
    std::string identifier_;
};

}  // namespace sparkify
