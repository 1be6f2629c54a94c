#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "aws/resource_tags.h"
#include "aws/service_channel.h"
#include "storage/s3/s3_listing.h"
#include "storage/s3/s3_location.h"

namespace sparkify {

/// What we may know of a bucket.
enum class BucketView : std::uint8_t {
    open,         ///< its tags
    hidden_tags,  ///< what is in it, and not its tags
    closed,       ///< nothing: it is another account's, or permissions are missing
};

/// A bucket that is there.
struct S3Bucket {
    std::string name;
    std::string region;
    ResourceTags tags = {};  ///< as far as they may be known
    BucketView view = BucketView::open;
    std::string refusal = {};  ///< why there is no more to be known, in the words of S3
};

/// Buckets themselves: finds, makes, empties and removes them. All calls throw what
/// ServiceChannel::send throws, unless they say otherwise. Used by one thread.
///
/// Buckets are named in the path, not in the host, which every bucket can be. Only those of one
/// account are touched: the names of all accounts are in one space, and the name of a bucket that
/// was removed is free for anybody.
class S3Buckets {
  public:
    /// `region`: where buckets are made; `account`: whose they have to be.
    S3Buckets(std::shared_ptr<AwsAccess> access, std::string region, std::string account,
              Rehearsal* rehearsal = nullptr);

    /// Looks for a bucket of that name, whosever and wherever it is (GetBucketTagging, and
    /// ListObjectsV2 where that is refused). Nothing if there is none in the world.
    [[nodiscard]] std::optional<S3Bucket> find(const std::string& name);

    /// Where a bucket is, whosever it is; nothing if nobody says so.
    [[nodiscard]] std::optional<std::string> region_of(const std::string& name);

    /// CreateBucket. Its objects are encrypted, and are kept from the public as long as the account
    /// does not say otherwise: what S3 does by itself.
    void create(const std::string& name, const ResourceTags& tags);

    /// PutBucketTagging: instead of those that it has.
    void write_tags(const std::string& name, const ResourceTags& tags);

    /// DeleteBucket. Deleting what is not there is no error.
    void remove(const std::string& name);

    /// ListObjectsV2: hands over the keys of all objects, until `take` returns false. There are
    /// none in a bucket that is not there.
    void each_key(const std::string& name, const std::function<bool(const std::string&)>& take);

    /// DeleteObject. Deleting what is not there is no error.
    void remove_object(const S3Location& object);

  private:
    [[nodiscard]] ServiceCall call_on(const S3Location& place, const char* action,
                                      const std::string& purpose) const;
    [[nodiscard]] std::string send(const ServiceCall& call, HttpRequest request);
    [[nodiscard]] std::string send_to_ours(const ServiceCall& call, HttpRequest request);
    [[nodiscard]] S3Page page_of(const std::string& name, const std::string& token);
    void probe(const std::string& name);
    [[nodiscard]] std::optional<S3Bucket> without_tags(const std::string& name,
                                                       const ServiceFailure& refused);
    void change(const ServiceCall& call, const QueryParameters& shown, HttpRequest request);

    std::shared_ptr<AwsAccess> access_;
    std::string region_;
    std::string account_;
    std::string partition_;
    ServiceChannel channel_;
};

}  // namespace sparkify
