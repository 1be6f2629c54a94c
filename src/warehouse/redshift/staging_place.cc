#include "warehouse/redshift/staging_place.h"

#include "base/error.h"
#include "storage/s3/s3_location.h"

namespace sparkify {

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

}  // namespace sparkify
