#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "aws/aws_access.h"
#include "aws/http_message.h"
#include "aws/signer.h"
#include "storage/s3/s3_location.h"

namespace sparkify {

/// A part of an object: from which byte, and how many.
struct ByteRange {
    std::uint64_t begin = 0;
    std::uint64_t size = 0;
};

/// A request to S3, and the credentials it is signed with; nothing for an unsigned one.
struct S3Request {
    HttpRequest http;
    std::string bucket = {};
    std::string region = {};  ///< that it is meant for
    std::optional<Credentials> credentials = std::nullopt;
};

/// Writes requests to S3: finds the host, the style and the region of a bucket, and signs.
/// Thread-safe.
///
/// The host is that of the bucket (virtual-host style), or the endpoint's own with the bucket in
/// the path where the endpoint is custom or a certificate could not cover the bucket's name.
class S3Requests {
  public:
    explicit S3Requests(std::shared_ptr<AwsAccess> access);

    [[nodiscard]] AwsAccess& access() const noexcept { return *access_; }

    /// ListObjectsV2: the page of the keys that begin with the location's. `token` is the
    /// continuation token of the page before; empty for the first.
    [[nodiscard]] S3Request list(const S3Location& prefix, const std::string& token);

    /// GetObject, all of it or a part. `etag`: only this version, if it is not empty.
    [[nodiscard]] S3Request get(const S3Location& object, const std::string& etag,
                                std::optional<ByteRange> range);

    /// HeadObject.
    [[nodiscard]] S3Request head(const S3Location& object, const std::string& etag);

    /// PutObject. Its body is signed, so that S3 refuses one that was changed on the way.
    [[nodiscard]] S3Request put(const S3Location& object, std::string body);

    /// DeleteObject. Deleting what is not there is no error.
    [[nodiscard]] S3Request remove(const S3Location& object);

    /// Notes that the bucket of a request is in a region. True if the request was meant for another
    /// one, so that it is worth another attempt. What changes again and again is not believed.
    bool learn_region(const S3Request& refused, const std::string& region);

    /// Whether an answer teaches something by which the next attempt may succeed: the region of the
    /// bucket, or that credentials have ended for which there are new ones. `renewed` is set by the
    /// latter, which is tried once.
    [[nodiscard]] bool learn_from(const HttpResponse& answer, const S3Request& refused,
                                  bool& renewed);

    /// The region that the next request to the bucket is signed for.
    [[nodiscard]] std::string region_of(const std::string& bucket);

  private:
    struct Region {
        std::string name;
        unsigned learned = 0;  ///< how often
    };

    [[nodiscard]] bool renew(const Credentials& rejected);
    [[nodiscard]] S3Request request(const char* method, const S3Location& place);
    void sign(S3Request& request);
    [[nodiscard]] const Signer& signer_for(const std::string& region);

    std::shared_ptr<AwsAccess> access_;
    std::mutex mutex_;
    std::map<std::string, Region> regions_;                   ///< of buckets
    std::map<std::string, std::unique_ptr<Signer>> signers_;  ///< of regions
};

}  // namespace sparkify
