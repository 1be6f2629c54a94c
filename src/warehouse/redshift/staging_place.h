#pragma once

#include "config/redshift_settings.h"

namespace sparkify {

/// Throws Error(configuration) if nobody has said where manifests may be written, or if that is not
/// in S3.
void require_staging(const RedshiftSettings& settings);

}  // namespace sparkify
