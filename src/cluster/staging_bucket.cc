#include "cluster/staging_bucket.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "aws/endpoint.h"
#include "aws/service_failure.h"
#include "base/error.h"
#include "cluster/ownership.h"
#include "storage/s3/s3_staging.h"

namespace sparkify {
namespace {

constexpr const char* kAnotherName = "name another bucket in [S3] STAGING";

/// What S3 says of a bucket in which something goes on that another part of it does not know yet.
bool will_pass(const ServiceFailure& failure) {
    return failure.has_code("NoSuchBucket") || failure.has_code("OperationAborted");
}

/// S3 has learned in 2025 to take tags with a new bucket; some regions, and others who speak like
/// it, have not.
bool knows_no_tags(const ServiceFailure& failure) {
    return failure.has_code("UnsupportedArgument") || failure.has_code("MalformedXML") ||
           failure.has_code("NotImplemented");
}

[[noreturn]] void refuse_foreign(const std::string& name) {
    throw Error(ErrorCode::failed,
                {"there is a bucket of that name that was not made for this cluster", name,
                 "it has not the tags of one that was", kAnotherName});
}

bool is_small_letter_or_digit(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
}

bool is_address(std::string_view name) {
    return name.find_first_not_of("0123456789.") == std::string_view::npos &&
           std::ranges::count(name, '.') == 3;
}

bool is_reserved(std::string_view name) {
    constexpr std::array<std::string_view, 3> kBegins{"xn--", "sthree-", "amzn-s3-demo-"};
    constexpr std::array<std::string_view, 5> kEnds{"-s3alias", "--ol-s3", ".mrap", "--x-s3",
                                                    "--table-s3"};
    const auto begins = [&](std::string_view text) { return name.starts_with(text); };
    const auto ends = [&](std::string_view text) { return name.ends_with(text); };
    return std::ranges::any_of(kBegins, begins) || std::ranges::any_of(kEnds, ends);
}

bool can_be_new(std::string_view name) {
    constexpr std::size_t kShortest = 3;
    constexpr std::size_t kLongest = 63;
    const auto fits = [](char letter) {
        return is_small_letter_or_digit(letter) || letter == '-' || letter == '.';
    };
    return name.size() >= kShortest && name.size() <= kLongest && std::ranges::all_of(name, fits) &&
           is_small_letter_or_digit(name.front()) && is_small_letter_or_digit(name.back()) &&
           name.find("..") == std::string_view::npos && !is_address(name) && !is_reserved(name);
}

}  // namespace

StagingBucket::StagingBucket(S3Buckets& buckets, std::string name, std::string identifier,
                             std::string region)
    : buckets_(&buckets),
      name_(std::move(name)),
      identifier_(std::move(identifier)),
      region_(std::move(region)) {}

std::optional<S3Bucket> StagingBucket::find() {
    return buckets_->find(name_);
}

bool StagingBucket::is_mine(const S3Bucket& bucket) const {
    return bucket.view == BucketView::open && bucket.region == region_ &&
           is_ours(bucket.tags, identifier_) && tag_of(bucket.tags, kRegionTag) == region_;
}

void StagingBucket::make(ResourceTags tags, Waiting& waiting, ClusterObserver& observer) {
    tags[kRegionTag] = region_;
    bool is_new = false;
    if (const auto present = find(); !present)
        is_new = created(tags, waiting, observer);
    else if (!is_mine(*present))
        refuse_foreign(name_);
    observer.exists(name_of(S3Bucket{name_, region_}));
    if (!waiting.rehearsing()) wait_for_tags(tags, is_new, waiting, observer);
}

/// False if an earlier request has made it, be it ours whose answer was lost, or somebody's.
bool StagingBucket::created(const ResourceTags& tags, Waiting& waiting, ClusterObserver& observer) {
    bool is_new = false;
    // A name that was in use a moment ago is not free at once.
    waiting.try_until(name_of(S3Bucket{name_, region_}), [&]() -> std::optional<std::string> {
        try {
            is_new = created_once(tags);
        } catch (const ServiceFailure& failure) {
            if (failure.has_code("OperationAborted")) return failure.service_error().message;
            if (failure.has_code("BucketAlreadyExists")) refuse_foreign(name_);
            throw;
        }
        return std::nullopt;
    });
    observer.done(fmt::format("made the bucket {}", name_));
    return is_new;
}

bool StagingBucket::created_once(const ResourceTags& tags) {
    try {
        buckets_->create(name_, tags);
        return true;
    } catch (const ServiceFailure& failure) {
        if (failure.has_code("BucketAlreadyOwnedByYou")) return false;
        if (!knows_no_tags(failure)) throw;
    }
    buckets_->create(name_, {});
    return true;
}

/// `is_new`: we have just made it, so that it may be given tags if it has none.
void StagingBucket::wait_for_tags(const ResourceTags& tags, bool is_new, Waiting& waiting,
                                  ClusterObserver& observer) {
    constexpr int kLooksBefore = 3;  // S3 may take a moment to show those that came with the bucket
    int looks = 0;
    waiting.settle("AWS to know the new bucket", [&]() -> std::optional<std::string> {
        const auto bucket = find();
        if (!bucket) return "not known yet";
        if (is_mine(*bucket)) return std::nullopt;
        if (bucket->view != BucketView::open)
            throw Error(ErrorCode::access_denied,
                        {fmt::format("cannot look for the bucket {}", name_), "s3:GetBucketTagging",
                         bucket->refusal,
                         "allow s3:GetBucketTagging on " +
                             S3Location{name_, ""}.arn(partition_of(region_))});
        if (++looks < kLooksBefore) return "without its tags yet";
        if (!is_new || !bucket->tags.empty()) refuse_foreign(name_);
        return tagged(tags, observer);
    });
}

std::string StagingBucket::tagged(const ResourceTags& tags, ClusterObserver& observer) {
    try {
        buckets_->write_tags(name_, tags);
        return "without its tags yet";
    } catch (const ServiceFailure& failure) {
        if (will_pass(failure)) return failure.service_error().message;
        // Without tags nobody would know that it is ours.
        buckets_->remove(name_);
        observer.gone(name_of(S3Bucket{name_, region_}));
        throw;
    }
}

std::optional<std::string> StagingBucket::remove(const std::string& warehouse, Waiting& waiting,
                                                 ClusterObserver& observer) {
    const std::string name = name_of(S3Bucket{name_, region_});
    std::optional<std::string> use;
    waiting.settle(name, [&]() -> std::optional<std::string> {
        auto bucket = find();
        if (!bucket) return std::nullopt;
        use = is_mine(*bucket) ? removed_unless_used(warehouse)
                               : "it is not seen to be ours any more";
        if (use || waiting.rehearsing()) return std::nullopt;
        bucket = find();
        if (!bucket) return std::nullopt;
        return "still there";
    });
    if (!use) observer.gone(name);
    return use;
}

std::optional<std::string> StagingBucket::removed_unless_used(const std::string& warehouse) {
    if (auto use = empty(warehouse)) return use;
    try {
        buckets_->remove(name_);
    } catch (const ServiceFailure& failure) {
        if (failure.has_code("BucketNotEmpty")) return failure.service_error().message;
        if (!will_pass(failure)) throw;
    }
    return std::nullopt;
}

std::optional<std::string> StagingBucket::empty(const std::string& warehouse) {
    std::vector<std::string> leftovers;
    std::optional<std::string> use;
    buckets_->each_key(name_, [&](const std::string& key) {
        if (!warehouse.empty() && is_staged_for(warehouse, key))
            leftovers.push_back(key);
        else
            use = S3Location{name_, key}.url() + " is in it";
        return !use;
    });
    if (use) return use;
    for (const std::string& key : leftovers)
        buckets_->remove_object({name_, key});
    return std::nullopt;
}

void require_new_bucket_name(const std::string& name) {
    if (can_be_new(name)) return;
    throw Error(
        ErrorCode::configuration,
        {"there is no such bucket, and no new one can be called that", name,
         "a new bucket has 3 to 63 small letters, digits, hyphens and dots, begins and ends "
         "with a letter or digit, and is not called as AWS calls its own",
         kAnotherName});
}

std::string name_of(const S3Bucket& bucket) {
    return fmt::format("the bucket {}", bucket.name);
}

}  // namespace sparkify
