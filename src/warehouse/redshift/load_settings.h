#pragma once

#include <string>
#include <vector>

#include "config/redshift_settings.h"
#include "storage/s3/s3_store.h"

namespace sparkify {

/// Throws Error(configuration) if nobody has said where manifests may be written, if that is not in
/// S3, if it is where one of the `sources` is listed (what is written there would be loaded as
/// data), and for a role that is named by something else than its ARN.
void require_load_settings(const RedshiftSettings& settings,
                           const std::vector<std::string>& sources);

/// The region of the bucket for manifests, which is the one that COPY has to be told. COPY reads
/// manifest and objects from one region: throws Error(configuration) if `object`, which it is to
/// read, is in another. Throws what S3Store throws.
[[nodiscard]] std::string region_to_copy_from(S3Store& s3, const RedshiftSettings& settings,
                                              const std::string& object);

}  // namespace sparkify
