#pragma once

#include <string>

#include "cluster/managed_cluster.h"

namespace sparkify {

/// A namespace and its workgroup, of the same name, on Redshift Serverless.
class ServerlessCluster final : public ManagedCluster {
  public:
    /// `serverless` has to outlive this.
    ServerlessCluster(RedshiftServerlessClient& serverless, std::string identifier);

    [[nodiscard]] std::optional<ClusterState> find() override;
    void make(const ClusterSpecification& wanted, const ClusterParts& parts, Waiting& waiting,
              ClusterObserver& observer) override;
    void remove(const std::string& final_snapshot, Waiting& waiting) override;

  private:
    void make_namespace(const ClusterSpecification& wanted, const ClusterParts& parts,
                        Waiting& waiting, ClusterObserver& observer);
    void make_workgroup(const ClusterSpecification& wanted, const ClusterParts& parts,
                        Waiting& waiting, ClusterObserver& observer);
    [[nodiscard]] std::optional<RedshiftNamespace> our_namespace();
    [[nodiscard]] std::optional<RedshiftWorkgroup> our_workgroup();
    void remove_workgroup(Waiting& waiting);
    void remove_namespace(const std::string& final_snapshot, Waiting& waiting);
    [[nodiscard]] std::string workgroup_name() const;
    [[nodiscard]] std::string namespace_name() const;

    RedshiftServerlessClient* serverless_;
    std::string identifier_;
};

/// Of the two, of which at least one is there. If only one of them is ours, of that one, and the
/// other is its foreign part.
[[nodiscard]] ClusterState state_of_both(const std::string& identifier,
                                         const std::optional<RedshiftNamespace>& home,
                                         const std::optional<RedshiftWorkgroup>& workgroup);

}  // namespace sparkify
