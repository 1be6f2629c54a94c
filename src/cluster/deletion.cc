#include "cluster/deletion.h"

#include <utility>

#include "cluster/access_group.h"
#include "cluster/ownership.h"
#include "cluster/reading_role.h"

namespace sparkify {

Inventory what_can_go(Inventory present, const ClusterNames& names) {
    // Somebody else's cluster does not keep what was made for ours.
    const bool rest_is_ours =
        Inventory{{}, present.role, present.groups}.has_ours(names.identifier);
    if (present.cluster && !is_ours(present.cluster->tags, names.identifier)) {
        if (!rest_is_ours) require_ours(*present.cluster);
        present.cluster.reset();
    }
    if (present.role && !is_ours(present.role->tags, names.identifier)) present.role.reset();
    return present;
}

void delete_cluster(ClusterServices& services, const ClusterNames& names, const Inventory& going,
                    const std::string& final_snapshot, Waiting& waiting,
                    ClusterObserver& observer) {
    if (going.cluster) {
        managed_cluster(services.redshift, going.cluster->kind, names.identifier)
            ->remove(final_snapshot, waiting);
        observer.done("removed " + name_of(going.cluster->kind, names.identifier));
    }
    if (!going.groups.empty())
        AccessGroup(services.ec2, names.group, names.identifier).remove(waiting, observer);
    if (going.role)
        ReadingRole(services.iam, names.role, names.identifier).remove(waiting, observer);
}

}  // namespace sparkify
