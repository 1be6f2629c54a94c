#pragma once

#include <string>

#include "aws/aws_access.h"

namespace sparkify {

/// What tells us our address, unless somebody names another (SPARKIFY_CHECKIP_URL).
constexpr const char* kCheckIpUrl = "https://checkip.amazonaws.com";

/// The address from which this machine is seen, as a range of one: "203.0.113.7/32". Throws
/// Error(unreachable), which names --allow-cidr, where nobody says it.
[[nodiscard]] std::string caller_address(const AwsAccess& access, const std::string& url);

}  // namespace sparkify
