#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sparkify {

/// Everything that a dwh.cfg can say.
enum class Setting : std::uint8_t {
    log_data,
    log_jsonpath,
    song_data,
    s3_region,
    s3_endpoint_url,
    s3_staging,
    warehouse_url,
    cluster_host,
    cluster_database,
    cluster_user,
    cluster_password,
    cluster_port,
    iam_role_arn,
    aws_key,
    aws_secret,
    aws_session_token,
    aws_region,
    dwh_cluster_type,
    dwh_num_nodes,
    dwh_node_type,
    dwh_cluster_identifier,
    dwh_database,
    dwh_user,
    dwh_password,
    dwh_port,
    dwh_iam_role_name,
};

/// One way to write a setting in dwh.cfg.
struct KnownKey {
    std::string_view section;
    std::string_view key;
    Setting setting;
};

/// All ways, the preferred one of a setting first. Sections and keys are compared without case.
[[nodiscard]] std::span<const KnownKey> known_keys();

[[nodiscard]] std::optional<Setting> find_setting(std::string_view section, std::string_view key);

/// The known "[SECTION] KEY" that an unknown one was probably meant to be; empty if none is near.
[[nodiscard]] std::string nearest_known_key(std::string_view section, std::string_view key);

}  // namespace sparkify
