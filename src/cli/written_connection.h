#pragma once

#include <string>

#include "cli/session.h"
#include "cluster/inventory.h"

namespace sparkify {

/// Throws Error(failed) if dwh.cfg cannot be written: said before anything is made.
void require_writable_config(Session& session);

/// Writes host and role of the cluster to [CLUSTER] HOST and [IAM_ROLE] ARN of dwh.cfg, and what
/// else a connection to that host has to be told if dwh.cfg does not say it: port, database and
/// user.
void write_connection(Session& session, const ClusterState& cluster);

/// A cluster that was removed, and what there was of it.
struct GoneCluster {
    ClusterNames names;
    std::string account;
    std::string region;
    Inventory inventory;
};

/// Whether host or role that are set are those of the cluster that is gone.
[[nodiscard]] bool names_gone(const Settings& settings, const GoneCluster& gone);

/// Empties those in dwh.cfg.
void empty_connection(const Settings& settings, const GoneCluster& gone);

/// Says which of them names something else than the cluster, and counts more; empty if neither
/// does.
[[nodiscard]] std::string contradiction_in(const Settings& settings, const ClusterState& cluster);

}  // namespace sparkify
