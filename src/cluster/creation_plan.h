#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cluster/inventory.h"
#include "cluster/specification.h"

namespace sparkify {

/// What of a cluster is made, or adopted if it is ours.
enum class Making : std::uint8_t {
    made,     ///< it is new
    adopted,  ///< it is there, and ours
    left,     ///< the cluster is there and has another, which stays as it is
};

/// Where the data is, and where runs stage it, as dwh.cfg says; what is not in S3 does not count.
struct DataLocations {
    std::string log_data;
    std::string song_data;
    std::string staging;
};

/// All that is going to be made, once AWS was asked what is there.
struct CreationPlan {
    ClusterSpecification cluster;     ///< of one that is there: as it is
    std::string vpc;                  ///< of the security group
    std::vector<std::string> ranges;  ///< of addresses that are let in
    std::string policy;               ///< of the role; empty: it may read nothing
    std::string bucket_name;          ///< of the bucket in which runs stage; empty: none
    bool password_is_managed = true;  ///< by Secrets Manager
    Making bucket = Making::left;  ///< `left`: it is there, and somebody else's or the user's own
    Making role = Making::made;
    Making group = Making::made;
    std::optional<ClusterState> present;
    std::vector<IamRole> roles;  ///< ours that are there
    std::optional<SecurityGroup> present_group;
    std::vector<std::string> warnings;

    /// Who is let in that was not before.
    [[nodiscard]] std::vector<std::string> new_ranges() const;

    /// Whether the cluster is there, as a whole: a namespace alone is none.
    [[nodiscard]] bool has_cluster() const;

    /// Whether nothing is made that was not there: nothing that costs or lets somebody in.
    [[nodiscard]] bool is_all_there() const;
};

/// Finds out what is there. Changes nothing. `ranges`: who is let in; `data`: what the role may
/// read, and the bucket that has to be there for runs. Throws what AWS says, and Error(failed)
/// where something of these names is somebody else's, where there is no default VPC, and where the
/// cluster is in a state from which it cannot be brought up.
[[nodiscard]] CreationPlan plan_creation(ClusterServices& services, ClusterSpecification cluster,
                                         std::vector<std::string> ranges,
                                         const DataLocations& data);

}  // namespace sparkify
