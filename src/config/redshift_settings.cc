#include "config/redshift_settings.h"

#include "base/letter_case.h"
#include "config/setting_lookup.h"

namespace sparkify {

RedshiftSettings redshift_settings(const RedshiftFlags& flags, const SettingLookup& lookup) {
    RedshiftSettings settings;
    const Said staging =
        lookup.find(flags.staging, "--staging", {"SPARKIFY_STAGING"}, {Setting::s3_staging});
    settings.staging = staging.value;
    settings.staging_source = staging.source;
    const Said role =
        lookup.find(flags.iam_role, "--iam-role", {"SPARKIFY_IAM_ROLE"}, {Setting::iam_role_arn});
    if (!equal_without_case(role.value, "default")) settings.iam_role = role.value;
    settings.iam_role_source = role.source;
    // As AWS keeps it, however it is written.
    settings.cluster = in_lower_case(lookup.in_file(Setting::dwh_cluster_identifier).value);
    settings.serverless =
        equal_without_case(lookup.in_file(Setting::dwh_cluster_type).value, "serverless");
    return settings;
}

}  // namespace sparkify
