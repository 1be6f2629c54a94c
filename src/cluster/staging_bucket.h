#pragma once

#include <optional>
#include <string>

#include "cluster/waiting.h"
#include "storage/s3/s3_buckets.h"

namespace sparkify {

/// The bucket in which runs stage, where it was made for a cluster. Names of buckets are the same
/// in all regions, so that this one carries the cluster's region as a tag, as the role does. Used
/// by one thread.
class StagingBucket {
  public:
    /// `staging`: s3://BUCKET/PREFIX. `identifier` and `region`: of the cluster. `buckets` has to
    /// outlive this.
    StagingBucket(S3Buckets& buckets, const std::string& staging, std::string identifier,
                  std::string region);

    /// Whosever it is.
    [[nodiscard]] std::optional<S3Bucket> find();

    [[nodiscard]] bool is_mine(const S3Bucket& bucket) const;

    /// Makes it with these tags, unless it is there.
    void make(ResourceTags tags, Waiting& waiting, ClusterObserver& observer);

    /// Removes it, with what killed runs have left in it. False if there is something else in it:
    /// then it stays.
    [[nodiscard]] bool remove(Waiting& waiting, ClusterObserver& observer);

  private:
    void create(const ResourceTags& tags, Waiting& waiting, ClusterObserver& observer);
    void remove_leftovers();
    [[nodiscard]] bool is_removed();

    S3Buckets* buckets_;
    S3Location staging_;
    std::string identifier_;
    std::string region_;
};

/// Of one whose tags may not be read: that it may be ours, or anybody's.
[[nodiscard]] std::string doubt_about(const S3Bucket& bucket);

/// "the bucket ours"
[[nodiscard]] std::string name_of(const S3Bucket& bucket);

}  // namespace sparkify
