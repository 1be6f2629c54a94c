#pragma once

#include <string>

#include "aws/http_outcome.h"
#include "base/error.h"
#include "storage/s3/s3_location.h"
#include "storage/s3/s3_requests.h"

namespace sparkify {

/// What was asked of S3, as an error names it.
struct S3Attempt {
    std::string what;        ///< "cannot list the bucket"
    S3Location place;        ///< what of
    std::string permission;  ///< that it needs: "s3:ListBucket"
    unsigned attempts = 1;
};

/// What went wrong, in words that say what to do. `request` is the one that `outcome` answers.
[[nodiscard]] Error s3_error(const S3Attempt& attempt, const S3Request& request,
                             const HttpOutcome& outcome, AwsAccess& access);

}  // namespace sparkify
