#include "warehouse/redshift/load_settings.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "base/error.h"
#include "storage/s3/s3_location.h"

namespace sparkify {

namespace {

void require_staging(const RedshiftSettings& settings) {
    if (settings.staging.empty())
        throw Error(ErrorCode::configuration,
                    {"nothing says where manifests for COPY may be written", "", "",
                     "set [S3] STAGING in dwh.cfg, or --staging, to s3://BUCKET/PREFIX; what is "
                     "written there is removed after the load"});
    if (!is_in_s3(settings.staging))
        throw Error(ErrorCode::configuration,
                    {"manifests for COPY can only be written to S3", settings.staging,
                     settings.staging_source, "write s3://BUCKET/PREFIX"});
}

void require_staging_apart(const RedshiftSettings& settings,
                           const std::vector<std::string>& sources) {
    const S3Location staging = parse_s3_location(settings.staging);
    const std::string folder =
        staging.key.empty() || staging.key.ends_with('/') ? staging.key : staging.key + '/';
    for (const std::string& source : sources) {
        if (!is_in_s3(source)) continue;
        const S3Location data = parse_s3_location(source);
        if (data.bucket == staging.bucket && folder.starts_with(data.key))
            throw Error(ErrorCode::configuration,
                        {"what is written for COPY would be loaded as data", settings.staging,
                         fmt::format("all that begins with {} is data", source),
                         "name a place as [S3] STAGING that does not begin like that"});
    }
}

/// Several, separated by commas, are a chain (Redshift's guide, "Chaining IAM roles").
void require_role(const RedshiftSettings& settings) {
    for (std::size_t begin = 0; begin < settings.iam_role.size();) {
        const std::size_t end =
            std::min(settings.iam_role.find(',', begin), settings.iam_role.size());
        const std::string_view arn = std::string_view(settings.iam_role).substr(begin, end - begin);
        if (!arn.starts_with("arn:") || arn.find(":role/") == std::string_view::npos)
            throw Error(ErrorCode::configuration,
                        {"this is no ARN of a role", settings.iam_role_source, std::string(arn),
                         "write arn:aws:iam::ACCOUNT:role/NAME, or default"});
        begin = end + 1;
    }
}

}  // namespace

void require_load_settings(const RedshiftSettings& settings,
                           const std::vector<std::string>& sources) {
    require_staging(settings);
    require_staging_apart(settings, sources);
    require_role(settings);
}

std::string region_to_copy_from(S3Store& s3, const RedshiftSettings& settings,
                                const std::string& object) {
    std::string region = s3.region_of(settings.staging);
    const std::string of_object = s3.region_of(object);
    if (of_object == region) return region;
    throw Error(
        ErrorCode::configuration,
        {"COPY cannot read manifest and objects from different regions", object,
         fmt::format("it is in {}, and {} in {}", of_object, settings.staging, region),
         fmt::format("name a bucket in {} as [S3] STAGING, or use --compact always", of_object)});
}

}  // namespace sparkify
