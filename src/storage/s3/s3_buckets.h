#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "aws/resource_tags.h"
#include "aws/service_channel.h"
#include "storage/s3/s3_listing.h"
#include "storage/s3/s3_location.h"

namespace sparkify {

/// A bucket, as far as S3 tells those who ask.
struct S3Bucket {
    std::string name;
    ResourceTags tags = {};    ///< none: it has none, or is in another region
    std::string refusal = {};  ///< why its tags may not be read; empty: they may
};

/// Buckets themselves, of one region: finds, makes, empties and removes them. All calls throw what
/// ServiceChannel::send throws, unless they say otherwise. Used by one thread.
///
/// Buckets are named in the path, not in the host, which every bucket can be.
class S3Buckets {
  public:
    S3Buckets(std::shared_ptr<AwsAccess> access, const std::string& region,
              Rehearsal* rehearsal = nullptr);

    /// GetBucketTagging, which tells of every bucket of the world whether it is there: nothing if
    /// it is not. That somebody may not read the tags is part of the answer.
    [[nodiscard]] std::optional<S3Bucket> find(const std::string& name);

    /// CreateBucket. Its objects belong to the account, are encrypted, and are nothing that could
    /// be made public, which is what S3 does if nobody says otherwise.
    void create(const std::string& name, const ResourceTags& tags);

    /// PutBucketTagging: instead of those that it has.
    void write_tags(const std::string& name, const ResourceTags& tags);

    /// DeleteBucket. Deleting what is not there is no error.
    void remove(const std::string& name);

    /// ListObjectsV2: the keys that begin with the location's, but of objects without a byte.
    /// None of a bucket that is not there.
    [[nodiscard]] std::vector<std::string> keys(const S3Location& prefix);

    /// DeleteObject. Deleting what is not there is no error.
    void remove_object(const S3Location& object);

  private:
    [[nodiscard]] ServiceCall call_on(const S3Location& place, const char* action,
                                      const std::string& purpose) const;
    [[nodiscard]] std::string send(const ServiceCall& call, HttpRequest request);
    [[nodiscard]] S3Page page_of(const S3Location& prefix, const std::string& token);
    void change(const ServiceCall& call, const QueryParameters& shown, HttpRequest request);

    std::string region_;
    std::string partition_;
    ServiceChannel channel_;
};

}  // namespace sparkify
