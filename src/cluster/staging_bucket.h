#pragma once

#include <optional>
#include <string>

#include "cluster/waiting.h"
#include "storage/s3/s3_buckets.h"

namespace sparkify {

/// A bucket that is made for a cluster, for runs to stage in. Names of buckets are the same in all
/// regions, so that it carries the cluster's region as a tag, as the role does. Used by one thread.
class StagingBucket {
  public:
    /// `identifier` and `region`: of the cluster. `buckets` has to outlive this.
    StagingBucket(S3Buckets& buckets, std::string name, std::string identifier, std::string region);

    /// Whosever it is.
    [[nodiscard]] std::optional<S3Bucket> find();

    [[nodiscard]] bool is_mine(const S3Bucket& bucket) const;

    /// Makes it with these tags, unless it is there. Throws Error(failed) for somebody else's of
    /// that name. What cannot be tagged is removed again.
    void make(ResourceTags tags, Waiting& waiting, ClusterObserver& observer);

    /// Takes away what killed runs of a warehouse (HOST:PORT/DATABASE; may be empty) have left in
    /// it. If there is something else, nothing is taken away, and what it is comes back.
    [[nodiscard]] std::optional<std::string> empty(const std::string& warehouse);

    /// Removes it, with what empty() takes away; if there is something else, says what keeps it.
    [[nodiscard]] std::optional<std::string> remove(const std::string& warehouse, Waiting& waiting,
                                                    ClusterObserver& observer);

  private:
    [[nodiscard]] bool created(const ResourceTags& tags, Waiting& waiting,
                               ClusterObserver& observer);
    [[nodiscard]] bool created_once(const ResourceTags& tags);
    void wait_for_tags(const ResourceTags& tags, bool is_new, Waiting& waiting,
                       ClusterObserver& observer);
    [[nodiscard]] std::string tagged(const ResourceTags& tags, ClusterObserver& observer);
    [[nodiscard]] std::optional<std::string> removed_unless_used(const std::string& warehouse);

    S3Buckets* buckets_;
    std::string name_;
    std::string identifier_;
    std::string region_;
};

/// Throws Error(configuration) for a name that no new bucket can have (S3's user guide, "General
/// purpose bucket naming rules"): those of before 2018 may have others.
void require_new_bucket_name(const std::string& name);

/// "the bucket ours"
[[nodiscard]] std::string name_of(const S3Bucket& bucket);

}  // namespace sparkify
