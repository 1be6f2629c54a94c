#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "config/environment.h"

namespace sparkify {

/// Of a Redshift cluster, where nobody says another.
inline constexpr std::uint16_t kRedshiftPort = 5439;

/// What a run on Redshift needs to know beside the server.
struct RedshiftSettings {
    std::string staging;          ///< s3://BUCKET/PREFIX for what COPY is told; empty: nobody said
    std::string staging_source;   ///< who said so
    std::string iam_role;         ///< ARN of the role that COPY takes; empty: the cluster's default
    std::string iam_role_source;  ///< who said so
    /// Name of the cluster, by which it is found; empty: the first part of the host's name.
    std::string cluster;
    bool serverless = false;  ///< the cluster is to be a Serverless one
};

/// What the command line says of it. What it does not say is left open.
struct RedshiftFlags {
    std::optional<std::string> staging = std::nullopt;
    std::optional<std::string> iam_role = std::nullopt;
};

class SettingLookup;

/// Puts the sources together: flag before environment (SPARKIFY_STAGING, SPARKIFY_IAM_ROLE) before
/// dwh.cfg ([S3] STAGING, [IAM_ROLE] ARN, [DWH] DWH_CLUSTER_IDENTIFIER). A role called `default` is
/// the cluster's default.
[[nodiscard]] RedshiftSettings redshift_settings(const RedshiftFlags& flags,
                                                 const SettingLookup& lookup);

}  // namespace sparkify
