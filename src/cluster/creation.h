#pragma once

#include "cluster/creation_plan.h"
#include "cluster/waiting.h"

namespace sparkify {

/// Makes what is not there yet, and waits until the cluster can be used. Repeated, it goes on where
/// it was.
void create_cluster(ClusterServices& services, const CreationPlan& plan, Waiting& waiting,
                    ClusterObserver& observer);

}  // namespace sparkify
