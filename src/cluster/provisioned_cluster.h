#pragma once

#include <optional>
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

    /// Pauses or resumes it, as soon as AWS lets it be, and waits until it is. Throws Error(failed)
    /// for a cluster that has failed, goes, or is gone.
    void pause(Waiting& waiting);
    void resume(Waiting& waiting);

  private:
    [[nodiscard]] bool create(const ClusterSpecification& wanted, const ClusterParts& parts,
                              Waiting& waiting);
    void wait_until_known(Waiting& waiting, ClusterObserver& observer);
    void wait_until_usable(Waiting& waiting);
    void wait_for_power(ClusterPhase wanted, const std::string& on_the_way, Waiting& waiting);

    /// What it is instead of what is wanted, in AWS's words; nothing once it is that.
    [[nodiscard]] std::optional<std::string> pending(ClusterPhase wanted);
    [[nodiscard]] std::string name() const;

    RedshiftClient* redshift_;
    std::string identifier_;
};

}  // namespace sparkify
