#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/cluster_description.h"
#include "config/secret.h"

namespace sparkify {

enum class ClusterKind : std::uint8_t {
    provisioned,  ///< nodes that cost by the hour, until they are paused or deleted
    serverless,   ///< a namespace and a workgroup that costs while somebody asks
};

/// Redshift Processing Units, if nobody says how many: enough for gigabytes. AWS's own default is
/// 128.
constexpr std::uint32_t kDefaultCapacity = 8;

/// Letters of the name of a namespace and a workgroup (API reference of Redshift Serverless).
constexpr std::size_t kShortestServerlessName = 3;

/// A cluster as it is to be made. All of it is what AWS takes, as far as that can be known here.
struct ClusterSpecification {
    ClusterKind kind = ClusterKind::provisioned;
    std::string identifier;  ///< of a Serverless one: name of namespace and workgroup
    std::string node_type;
    std::uint32_t nodes = 1;
    std::uint32_t base_capacity = 0;  ///< Redshift Processing Units of a Serverless one
    std::string database;
    std::string user;  ///< the administrator
    Secret password;   ///< empty: Secrets Manager makes one and keeps it
    std::uint16_t port = 0;
    std::string role_name;
    std::string group_name;             ///< of the security group
    std::vector<std::string> warnings;  ///< what a user may not have meant
};

/// What the command line says beside dwh.cfg.
struct SpecificationFlags {
    bool serverless = false;
    std::optional<std::uint32_t> base_capacity = std::nullopt;
};

/// Looks at all that dwh.cfg says before AWS is asked for anything, by the rules of CreateCluster,
/// CreateNamespace and CreateWorkgroup (Amazon Redshift's API references). Throws
/// Error(configuration), which says what to write instead.
[[nodiscard]] ClusterSpecification specification_of(const ClusterDescription& description,
                                                    const SpecificationFlags& flags);

/// The name alone, which is all that a cluster is found by. Throws Error(configuration) where there
/// is none, or one that no cluster can have.
[[nodiscard]] std::string checked_identifier(const Said& identifier);

/// The name of the role: as dwh.cfg has it, or one made from the identifier.
[[nodiscard]] std::string role_name_of(const ClusterDescription& description);

/// The name of the security group.
[[nodiscard]] std::string group_name_of(const std::string& identifier);

/// Throws Error(configuration) for a name that no snapshot can have.
void require_snapshot_name(const std::string& name);

}  // namespace sparkify
