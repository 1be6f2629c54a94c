#pragma once

#include <string>

#include "cluster/managed_cluster.h"

namespace sparkify {

/// A cluster of nodes that are paid by the hour.
class ProvisionedCluster final : public ManagedCluster {
  public:
    /// `redshift` has to outlive this.
    ProvisionedCluster(RedshiftClient& redshift, std::string identifier);

    [[nodiscard]] std::optional<ClusterState> find() override;
    void make(const ClusterSpecification& wanted, const ClusterParts& parts, Waiting& waiting,
              ClusterObserver& observer) override;
    void remove(const std::string& final_snapshot, Waiting& waiting) override;

    /// Pauses or resumes it, and waits until it is. Throws Error(failed) for a state in which AWS
    /// does neither.
    void pause(Waiting& waiting);
    void resume(Waiting& waiting);

  private:
    void create(const ClusterSpecification& wanted, const ClusterParts& parts, Waiting& waiting);
    void wait_until_usable(Waiting& waiting);
    [[nodiscard]] std::string name() const;

    RedshiftClient* redshift_;
    std::string identifier_;
};

}  // namespace sparkify
