#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "aws/redshift_client.h"
#include "aws/redshift_serverless_client.h"
#include "aws/resource_tags.h"
#include "cluster/specification.h"

namespace sparkify {

/// What can be done with a cluster now.
enum class ClusterPhase : std::uint8_t {
    changing,  ///< wait: it is being made, resumed, changed
    usable,    ///< connect
    paused,    ///< resume it
    pausing,   ///< wait, then resume it
    deleting,  ///< wait, then make it anew
    failed,    ///< delete it, or ask AWS
};

/// A cluster as AWS has it, provisioned or Serverless. What AWS does not say is empty.
struct ClusterState {
    ClusterKind kind = ClusterKind::provisioned;
    ClusterPhase phase = ClusterPhase::changing;
    std::string identifier;
    std::string status;  ///< in AWS's words, and what it waits for: "available, attaching the role"
    std::string host;
    std::uint16_t port = 0;
    std::string database;
    std::string user;
    std::string secret_arn;  ///< where Secrets Manager has the password of `user`
    std::string node_type;
    std::uint32_t nodes = 0;
    std::uint32_t base_capacity = 0;
    std::optional<std::chrono::system_clock::time_point> created;
    std::vector<std::string> role_arns;
    std::string default_role;
    std::vector<std::string> security_groups;
    bool publicly_accessible = false;
    ResourceTags tags;
    /// "the Serverless workgroup dwh", if that is somebody else's beside what is ours: it is in
    /// none of the above. Empty: there is no such.
    std::string foreign_part;
    bool foreign_part_is_inside = false;  ///< somebody else's workgroup in our namespace
};

[[nodiscard]] ClusterState state_of(const RedshiftCluster& cluster);

/// A namespace without a workgroup is a cluster that is being made.
[[nodiscard]] ClusterState state_of(const RedshiftNamespace& home,
                                    const std::optional<RedshiftWorkgroup>& workgroup);

/// Where its roles are that COPY can take: the default one, or else the only one. May be empty.
[[nodiscard]] std::string role_for_copy(const ClusterState& cluster);

}  // namespace sparkify
