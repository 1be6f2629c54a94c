#include "cluster/staging_bucket.h"

#include <utility>

#include <fmt/format.h>

#include "aws/service_failure.h"
#include "cluster/ownership.h"
#include "storage/s3/s3_staging.h"

namespace sparkify {

StagingBucket::StagingBucket(S3Buckets& buckets, const std::string& staging, std::string identifier,
                             std::string region)
    : buckets_(&buckets),
      staging_(parse_s3_location(staging)),
      identifier_(std::move(identifier)),
      region_(std::move(region)) {}

std::optional<S3Bucket> StagingBucket::find() {
    return buckets_->find(staging_.bucket);
}

bool StagingBucket::is_mine(const S3Bucket& bucket) const {
    return is_ours(bucket.tags, identifier_) && tag_of(bucket.tags, kRegionTag) == region_;
}

void StagingBucket::make(ResourceTags tags, Waiting& waiting, ClusterObserver& observer) {
    tags[kRegionTag] = region_;
    if (const auto present = find(); !present)
        create(tags, waiting, observer);
    else if (!is_mine(*present))
        return;
    observer.exists(name_of(S3Bucket{staging_.bucket}));
    if (waiting.rehearsing()) return;
    waiting.settle("AWS to know the new bucket", [&]() -> std::optional<std::string> {
        const auto bucket = find();
        if (!bucket) return "not known yet";
        if (!bucket->tags.empty()) return std::nullopt;
        // An S3 that knows no tags in CreateBucket passes over them.
        buckets_->write_tags(staging_.bucket, tags);
        return "not tagged yet";
    });
}

void StagingBucket::create(const ResourceTags& tags, Waiting& waiting, ClusterObserver& observer) {
    // A name that was in use a moment ago is not free at once.
    waiting.settle(name_of(S3Bucket{staging_.bucket}), [&]() -> std::optional<std::string> {
        try {
            buckets_->create(staging_.bucket, tags);
            observer.done(fmt::format("made the bucket {}", staging_.bucket));
        } catch (const ServiceFailure& failure) {
            if (failure.has_code("OperationAborted")) return failure.service_error().message;
            // A request whose answer was lost is sent again, and finds what the first one has made.
            if (!failure.has_code("BucketAlreadyOwnedByYou")) throw;
        }
        return std::nullopt;
    });
}

bool StagingBucket::remove(Waiting& waiting, ClusterObserver& observer) {
    const std::string name = name_of(S3Bucket{staging_.bucket});
    bool stays = false;
    // A part of S3 that does not know a new bucket yet says that there is none.
    waiting.settle(name, [&]() -> std::optional<std::string> {
        remove_leftovers();
        stays = !is_removed();
        if (stays || waiting.rehearsing()) return std::nullopt;
        const auto bucket = find();
        if (!bucket || !is_mine(*bucket)) return std::nullopt;
        return "still there";
    });
    if (!stays) observer.gone(name);
    return !stays;
}

void StagingBucket::remove_leftovers() {
    const std::string staging = staging_.url();
    for (const std::string& key : buckets_->keys(parse_s3_location(staged_objects(staging)))) {
        const S3Location object{staging_.bucket, key};
        if (is_staged(object.url(), staging)) buckets_->remove_object(object);
    }
}

bool StagingBucket::is_removed() {
    try {
        buckets_->remove(staging_.bucket);
        return true;
    } catch (const ServiceFailure& failure) {
        if (!failure.has_code("BucketNotEmpty")) throw;
        return false;
    }
}

std::string doubt_about(const S3Bucket& bucket) {
    return fmt::format(
        "the bucket {} of [S3] STAGING is there, and its tags may not be read, so that it is left "
        "as it is: if it is yours, allow s3:GetBucketTagging ({})",
        bucket.name, bucket.refusal);
}

std::string name_of(const S3Bucket& bucket) {
    return fmt::format("the bucket {}", bucket.name);
}

}  // namespace sparkify
