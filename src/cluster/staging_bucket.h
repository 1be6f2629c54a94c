#pragma once

#include <functional>
#include <optional>
#include <string>

#include "cluster/waiting.h"
#include "storage/s3/s3_buckets.h"

namespace sparkify {

/// A bucket that is made for a cluster, for runs to stage in. Names of buckets are the same in all
/// regions, so that it carries the cluster's region as a tag, as the role does. Used by one thread.
class StagingBucket {
  public:
    /// `identifier` and `region`: of the cluster. `noted`: whether the cluster's role says that it
    /// is made for it, so that it is ours before it has its tags. `buckets` has to outlive this.
    StagingBucket(S3Buckets& buckets, std::string name, std::string identifier, std::string region,
                  bool noted);

    /// Whosever it is.
    [[nodiscard]] std::optional<S3Bucket> find();

    [[nodiscard]] bool is_mine(const S3Bucket& bucket) const;

    /// Makes it with these tags, unless it is there. Throws Error(failed) if somebody else was
    /// faster.
    void make(ResourceTags tags, Waiting& waiting, ClusterObserver& observer);

    /// Removes it, with what killed runs of a warehouse (HOST:PORT/DATABASE; may be empty) have
    /// left in it. If there is something else, nothing is removed, and what it is comes back.
    [[nodiscard]] std::optional<std::string> remove(const std::string& warehouse, Waiting& waiting,
                                                    ClusterObserver& observer);

  private:
    [[nodiscard]] bool is_tagged(const S3Bucket& bucket) const;
    void create(const ResourceTags& tags, Waiting& waiting, ClusterObserver& observer);
    void create_once(const ResourceTags& tags);
    void wait_for_tags(const ResourceTags& tags, Waiting& waiting);
    [[nodiscard]] std::string tagged(const ResourceTags& tags);
    [[nodiscard]] std::optional<std::string> removed_unless_used(const std::string& warehouse);
    [[nodiscard]] std::optional<std::string> emptied_unless_used(const std::string& warehouse);

    S3Buckets* buckets_;
    std::string name_;
    std::string identifier_;
    std::string region_;
    bool noted_;
};

/// Throws Error(configuration) for a name that no new bucket can have (S3's user guide, "General
/// purpose bucket naming rules"): those of before 2018 may have others.
void require_new_bucket_name(const std::string& name);

/// "the bucket ours"
[[nodiscard]] std::string name_of(const S3Bucket& bucket);

}  // namespace sparkify
