#pragma once

#include <string>

namespace sparkify {

/// What the names of a region's hosts end in: "amazonaws.com", "amazonaws.com.cn" in China.
[[nodiscard]] std::string domain_of(const std::string& region);

/// What the names of a region's resources begin with, behind "arn:": "aws", "aws-cn", "aws-us-gov".
[[nodiscard]] std::string partition_of(const std::string& region);

/// The URL of an endpoint without slashes at its end, if it is http:// or https:// with a host and
/// perhaps a port, and nothing else. Throws Error(configuration) otherwise; `source` says who wrote
/// it. What could be a password is not shown.
[[nodiscard]] std::string checked_endpoint(std::string url, const std::string& source);

/// Throws Error(configuration) for what no region is called.
void require_region_name(const std::string& region, const std::string& source);

/// The region that is asked if nobody says one: the one in which AWS began, and whose S3 knows all
/// buckets.
constexpr const char* kDefaultRegion = "us-east-1";

}  // namespace sparkify
