#pragma once

#include <string>

namespace sparkify {

/// What the names of a region's hosts end in: "amazonaws.com", or "amazonaws.com.cn" in China.
[[nodiscard]] std::string domain_of(const std::string& region);

/// The region that is asked if nobody says one: the one in which AWS began, and whose S3 knows all
/// buckets.
constexpr const char* kDefaultRegion = "us-east-1";

}  // namespace sparkify
