#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "aws/http_message.h"

namespace sparkify {

/// The checksum of an object's bytes, fed from first to last. Not thread-safe.
class Checksum {
  public:
    Checksum() = default;
    Checksum(const Checksum&) = delete;
    Checksum& operator=(const Checksum&) = delete;
    virtual ~Checksum() = default;

    virtual void add(std::string_view bytes) = 0;

    /// As S3 writes it: the big-endian bytes in base64.
    [[nodiscard]] virtual std::string text() = 0;
};

/// What S3 says an object's checksum is.
struct StatedChecksum {
    std::string algorithm;  ///< "crc64nvme", "crc32", "crc32c", "sha1", "sha256"
    std::string text;       ///< base64
};

/// The checksum of the whole object in an answer of S3, if it states one that we can compute (that
/// of an object uploaded in parts may be one of the parts' checksums).
[[nodiscard]] std::optional<StatedChecksum> stated_checksum(const HttpResponse& response);

/// Computes that algorithm; nullptr for an unknown one.
[[nodiscard]] std::unique_ptr<Checksum> make_checksum(std::string_view algorithm);

}  // namespace sparkify
