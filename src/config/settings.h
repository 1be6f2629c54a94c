#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/aws_settings.h"
#include "config/cluster_description.h"
#include "config/engine.h"
#include "config/environment.h"
#include "config/redshift_settings.h"
#include "config/server_settings.h"

namespace sparkify {

/// What dwh.cfg, the environment and the command line say together.
struct Settings {
    Engine engine = Engine::duckdb;
    std::string engine_source;          ///< who said so: "--warehouse", "dwh.cfg, [CLUSTER] HOST"
    std::string duckdb_file;            ///< for Engine::duckdb
    ServerSettings server;              ///< for the other engines
    std::string log_data;               ///< where the activity logs are; empty if nobody said
    std::string song_data;              ///< where the song metadata is; empty if nobody said
    std::string log_jsonpath;           ///< a JSONPaths file, or "auto"; empty: the model's own
    RedshiftSettings redshift;          ///< for Engine::redshift
    ClusterDescription cluster;         ///< that is to be made, or was
    AwsSettings aws;                    ///< for locations in S3
    std::string config_file;            ///< the dwh.cfg that was read; empty if there is none
    std::vector<std::string> warnings;  ///< about keys and values that look wrong
};

/// What the command line says. What it does not say is left open.
struct SettingFlags {
    std::optional<std::string> config = {};
    std::optional<std::string> warehouse = {};
    std::optional<std::string> log_data = {};
    std::optional<std::string> song_data = {};
    std::optional<std::string> log_jsonpath = {};
    AwsFlags aws = {};
    RedshiftFlags redshift = {};
};

/// Puts the sources together: flag before environment (SPARKIFY_WAREHOUSE, SPARKIFY_LOG_DATA,
/// SPARKIFY_SONG_DATA, SPARKIFY_LOG_JSONPATH, SPARKIFY_CONFIG, those of Redshift, and the AWS_...
/// that all AWS tools know) before dwh.cfg before default. Without --config a dwh.cfg in the
/// current folder is read if there is one. A place that begins with `~/` is below $HOME.
///
/// Throws Error(configuration) for a file that cannot be read or a value that makes no sense.
[[nodiscard]] Settings resolve_settings(const SettingFlags& flags, const Environment& environment);

}  // namespace sparkify
