#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "cli/cluster_display.h"
#include "cli/parameters.h"
#include "cli/session.h"
#include "cluster/inventory.h"
#include "cluster/waiting.h"

namespace sparkify {

/// What the commands that change a cluster have in common.
struct ClusterOptions {
    bool yes = false;
    bool dry_run = false;
    bool write_config = false;
    std::uint32_t timeout_minutes = 60;
};

/// "--timeout"
void add_timeout(Parameters& parameters, ClusterOptions& options);

/// Runs what changes a cluster, and tells what is there if it fails. `go_on`: the command that goes
/// on with it. A signal ends waiting instead of the process.
void change_cluster(Session& session, const ClusterOptions& options, const std::string& go_on,
                    const std::function<void(Waiting&, ClusterDisplay&)>& change);

/// Writes host and role of the cluster to dwh.cfg; empty ones empty what is there.
void write_connection(Session& session, const std::string& host, const std::string& role_arn);

/// A command as it has to be typed to mean the same dwh.cfg: "sparkify --config x.cfg cluster
/// delete".
[[nodiscard]] std::string command_line(const Session& session, const std::string& command);

}  // namespace sparkify
