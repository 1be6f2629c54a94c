#include "config/known_keys.h"

#include <array>
#include <vector>

#include <fmt/format.h>

#include "base/letter_case.h"
#include "base/nearest_name.h"

namespace sparkify {
namespace {

constexpr std::array kKeys{
    KnownKey{"S3", "LOG_DATA", Setting::log_data},
    KnownKey{"S3", "LOG_JSONPATH", Setting::log_jsonpath},
    KnownKey{"S3", "LOG_JSON_PATH", Setting::log_jsonpath},
    KnownKey{"S3", "SONG_DATA", Setting::song_data},
    KnownKey{"S3", "REGION", Setting::s3_region},
    KnownKey{"S3", "ENDPOINT_URL", Setting::s3_endpoint_url},
    KnownKey{"S3", "STAGING", Setting::s3_staging},
    KnownKey{"WAREHOUSE", "URL", Setting::warehouse_url},
    KnownKey{"CLUSTER", "HOST", Setting::cluster_host},
    KnownKey{"CLUSTER", "DB_NAME", Setting::cluster_database},
    KnownKey{"CLUSTER", "DB_USER", Setting::cluster_user},
    KnownKey{"CLUSTER", "DB_PASSWORD", Setting::cluster_password},
    KnownKey{"CLUSTER", "DB_PORT", Setting::cluster_port},
    KnownKey{"IAM_ROLE", "ARN", Setting::iam_role_arn},
    KnownKey{"AWS", "KEY", Setting::aws_key},
    KnownKey{"AWS", "AWS_KEY", Setting::aws_key},
    KnownKey{"AWS", "SECRET", Setting::aws_secret},
    KnownKey{"AWS", "AWS_SECRET", Setting::aws_secret},
    KnownKey{"AWS", "SESSION_TOKEN", Setting::aws_session_token},
    KnownKey{"AWS", "AWS_SESSION_TOKEN", Setting::aws_session_token},
    KnownKey{"AWS", "REGION", Setting::aws_region},
    KnownKey{"AWS", "AWS_REGION", Setting::aws_region},
    KnownKey{"DWH", "DWH_CLUSTER_TYPE", Setting::dwh_cluster_type},
    KnownKey{"DWH", "DWH_NUM_NODES", Setting::dwh_num_nodes},
    KnownKey{"DWH", "DWH_NODE_TYPE", Setting::dwh_node_type},
    KnownKey{"DWH", "DWH_CLUSTER_IDENTIFIER", Setting::dwh_cluster_identifier},
    KnownKey{"DWH", "DWH_DB", Setting::dwh_database},
    KnownKey{"DWH", "DWH_DB_USER", Setting::dwh_user},
    KnownKey{"DWH", "DWH_DB_PASSWORD", Setting::dwh_password},
    KnownKey{"DWH", "DWH_PORT", Setting::dwh_port},
    KnownKey{"DWH", "DWH_IAM_ROLE_NAME", Setting::dwh_iam_role_name},
};

}  // namespace

std::span<const KnownKey> known_keys() {
    return kKeys;
}

std::optional<Setting> find_setting(std::string_view section, std::string_view key) {
    for (const KnownKey& known : kKeys)
        if (equal_without_case(known.section, section) && equal_without_case(known.key, key))
            return known.setting;
    return std::nullopt;
}

std::string nearest_known_key(std::string_view section, std::string_view key) {
    std::vector<std::string> names;
    names.reserve(kKeys.size());
    for (const KnownKey& known : kKeys)
        names.push_back(fmt::format("[{}] {}", known.section, known.key));
    return nearest_name(fmt::format("[{}] {}", section, key), names);
}

}  // namespace sparkify
