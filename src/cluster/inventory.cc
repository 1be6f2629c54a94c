#include "cluster/inventory.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/letter_case.h"
#include "cluster/access_group.h"
#include "cluster/ownership.h"
#include "cluster/provisioned_cluster.h"
#include "cluster/reading_role.h"
#include "cluster/serverless_cluster.h"

namespace sparkify {
namespace {

ClusterKind other(ClusterKind kind) {
    return kind == ClusterKind::provisioned ? ClusterKind::serverless : ClusterKind::provisioned;
}

}  // namespace

ClusterNames names_of(const ClusterDescription& description) {
    ClusterNames names;
    names.identifier = checked_identifier(description.identifier);
    names.role = role_name_of(description);
    names.group = group_name_of(names.identifier);
    if (equal_without_case(description.type.value, "serverless"))
        names.kind = ClusterKind::serverless;
    return names;
}

bool Inventory::has_ours(const std::string& identifier) const {
    return (cluster && is_ours(cluster->tags, identifier)) ||
           (role && is_ours(role->tags, identifier)) || !groups.empty();
}

Inventory take_inventory(ClusterServices& services, const ClusterNames& names) {
    Inventory inventory;
    inventory.cluster = find_cluster(services.redshift, names.identifier, names.kind);
    inventory.role = ReadingRole(services.iam, names.role, names.identifier).find();
    inventory.groups = AccessGroup(services.ec2, names.group, names.identifier).find_ours();
    return inventory;
}

std::optional<ClusterState> find_cluster(RedshiftServices& services, const std::string& identifier,
                                         ClusterKind first) {
    const auto find = [&](ClusterKind kind) {
        return managed_cluster(services, kind, identifier)->find();
    };
    if (auto found = find(first)) return found;
    try {
        return find(other(first));
    } catch (const Error& error) {
        // Serverless is not in every region. There is a network: the first kind was answered.
        const bool nobody_has_it =
            error.code() == ErrorCode::access_denied || error.code() == ErrorCode::unreachable;
        if (nobody_has_it) return std::nullopt;
        throw;
    }
}

std::unique_ptr<ManagedCluster> managed_cluster(RedshiftServices& services, ClusterKind kind,
                                                const std::string& identifier) {
    if (kind == ClusterKind::serverless)
        return std::make_unique<ServerlessCluster>(services.serverless, identifier);
    return std::make_unique<ProvisionedCluster>(services.provisioned, identifier);
}

}  // namespace sparkify
