#pragma once

#include <memory>
#include <string>

#include "aws/aws_access.h"

namespace sparkify {

/// Whose the credentials are.
struct CallerIdentity {
    std::string account;  ///< "123456789012"
    std::string arn;      ///< "arn:aws:iam::123456789012:user/ada"
};

/// Asks the Security Token Service (GetCallerIdentity, which nobody has to allow). Throws what
/// QueryService::ask throws.
[[nodiscard]] CallerIdentity caller_identity(const std::shared_ptr<AwsAccess>& access,
                                             const std::string& region);

}  // namespace sparkify
