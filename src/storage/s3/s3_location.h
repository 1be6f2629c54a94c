#pragma once

#include <string>
#include <string_view>

namespace sparkify {

/// A place in S3: a bucket, and a key or the beginning of keys.
struct S3Location {
    std::string bucket;
    std::string key;  ///< may be empty

    /// "s3://bucket/key"
    [[nodiscard]] std::string url() const;

    /// As IAM names it: "arn:aws:s3:::bucket/key" in the partition "aws".
    [[nodiscard]] std::string arn(std::string_view partition) const;
};

/// Whether a location is in S3: s3://..., or s3a://... and s3n://... as Hadoop writes it.
[[nodiscard]] bool is_in_s3(std::string_view location);

/// Reads "s3://bucket/key". The key is taken as it stands: nothing in it is an escape. Throws
/// Error(configuration) for a name that no bucket can have.
[[nodiscard]] S3Location parse_s3_location(std::string_view location);

}  // namespace sparkify
