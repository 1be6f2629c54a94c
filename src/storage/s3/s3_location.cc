#include "storage/s3/s3_location.h"

#include <algorithm>
#include <array>

#include "base/error.h"

namespace sparkify {
namespace {

constexpr std::array<std::string_view, 3> kSchemes{"s3://", "s3a://", "s3n://"};

/// Buckets from before 2018 may have capitals and underscores, and up to 255 characters.
bool is_bucket_name(std::string_view name) {
    constexpr std::size_t kShortest = 3;
    constexpr std::size_t kLongest = 255;
    const auto fits = [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
               (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_';
    };
    return name.size() >= kShortest && name.size() <= kLongest && std::ranges::all_of(name, fits);
}

}  // namespace

std::string S3Location::url() const {
    return "s3://" + bucket + "/" + key;
}

std::string S3Location::arn(std::string_view partition) const {
    return "arn:" + std::string(partition) + ":s3:::" + bucket + (key.empty() ? "" : "/" + key);
}

bool is_in_s3(std::string_view location) {
    return std::ranges::any_of(kSchemes,
                               [&](std::string_view it) { return location.starts_with(it); });
}

S3Location parse_s3_location(std::string_view location) {
    const std::size_t begin = location.find("://") + 3;
    const std::size_t slash = std::min(location.find('/', begin), location.size());
    S3Location parsed{std::string(location.substr(begin, slash - begin)),
                      std::string(location.substr(std::min(slash + 1, location.size())))};
    if (!is_bucket_name(parsed.bucket))
        throw Error(ErrorCode::configuration,
                    {"this names no bucket", std::string(location),
                     "a bucket has 3 to 255 letters, digits, dots, hyphens and underscores",
                     "write s3://BUCKET/PREFIX"});
    return parsed;
}

}  // namespace sparkify
