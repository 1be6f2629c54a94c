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

/// "--dry-run"
void add_dry_run(Parameters& parameters, ClusterOptions& options);

/// "--timeout"
void add_timeout(Parameters& parameters, ClusterOptions& options);

/// What a user can run after a failure, without the program's name.
struct NextCommands {
    std::string go_on;         ///< "cluster create --serverless"
    std::string removal = {};  ///< of what was made; empty: nothing was
};

/// How what belongs to the cluster of these settings is called.
[[nodiscard]] ClusterNames names_of(const Settings& settings);

/// Runs what changes a cluster, and tells what is there if it fails, and how to go on. A signal
/// ends waiting instead of the process.
void change_cluster(Session& session, const ClusterOptions& options, const NextCommands& next,
                    const std::function<void(Waiting&, ClusterDisplay&)>& change);

/// What a change is planned by. If that fails, tells what is there of an earlier one, and how to go
/// on.
void plan_change(Session& session, ClusterServices& services, const NextCommands& next,
                 const std::function<void()>& plan);

/// " --timeout 5", if it was given.
[[nodiscard]] std::string timeout_flag(const ClusterOptions& options);

/// A command as it has to be typed to mean the same cluster and data, with the global options that
/// say so: "sparkify --config x.cfg cluster delete".
[[nodiscard]] std::string command_line(const Session& session, const std::string& command);

}  // namespace sparkify
