#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cluster/cluster_state.h"
#include "cluster/waiting.h"

namespace sparkify {

/// What a cluster is made with, beside its specification: it has to exist.
struct ClusterParts {
    std::string role_arn;
    std::string security_group;
};

/// The cluster of one name on AWS, of one kind. All calls throw what the service's client throws.
/// Used by one thread.
class ManagedCluster {
  public:
    ManagedCluster() = default;
    ManagedCluster(const ManagedCluster&) = delete;
    ManagedCluster& operator=(const ManagedCluster&) = delete;
    virtual ~ManagedCluster() = default;

    [[nodiscard]] virtual std::optional<ClusterState> find() = 0;

    /// Makes what of it is not there yet, and waits until it can be used. Throws Error(failed) if
    /// it ends in a state from which waiting does not help.
    virtual void make(const ClusterSpecification& wanted, const ClusterParts& parts,
                      Waiting& waiting, ClusterObserver& observer) = 0;

    /// Removes it, as soon as AWS lets it be, and waits until it is gone; that it is gone already
    /// is fine. `final_snapshot` may be empty.
    virtual void remove(const std::string& final_snapshot, Waiting& waiting) = 0;
};

/// Whether AWS's words are about a role or a security group: what was made a moment ago is not
/// known everywhere in AWS yet, and then is no valid one.
[[nodiscard]] bool is_about_part(const std::string& message);

/// "the cluster dwh", "the Serverless workgroup dwh"
[[nodiscard]] std::string name_of(ClusterKind kind, const std::string& identifier);

/// "the Serverless namespace dwh"
[[nodiscard]] std::string name_of_namespace(const std::string& identifier);

/// The same of one that is there: "the Serverless namespace dwh", if that has no workgroup.
[[nodiscard]] std::string name_of(const ClusterState& cluster);

/// Throws Error(failed) for a cluster that somebody else has made, or a part of it.
void require_ours(const ClusterState& cluster);
/// The same of a part: `name` is what it is called.
void require_ours(const std::string& name, const ResourceTags& tags, const std::string& identifier);

/// Throws Error(failed) for a cluster that is just being deleted.
void require_staying(const ClusterState& cluster);

/// Throws Error(failed) for a cluster that waiting does not help.
void require_hope(const ClusterState& cluster);

}  // namespace sparkify
