#include "cluster/reading_role.h"

#include <algorithm>
#include <sstream>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "aws/service_failure.h"
#include "base/error.h"
#include "cluster/ownership.h"
#include "cluster/role_policies.h"

namespace sparkify {
namespace {

constexpr const char* kPolicyName = "sparkify-read-data";

constexpr std::string_view kDescriptionBegin = "Lets the cluster ";
constexpr std::string_view kDescriptionEnd = " read S3";

}  // namespace

ReadingRole::ReadingRole(IamClient& iam, std::string name, std::string identifier,
                         std::string region)
    : iam_(&iam),
      name_(std::move(name)),
      identifier_(std::move(identifier)),
      region_(std::move(region)) {}

bool ReadingRole::is_mine(const IamRole& role) const {
    return is_ours(role.tags, identifier_) && tag_of(role.tags, kRegionTag) == region_;
}

std::optional<IamRole> ReadingRole::find() {
    auto role = iam_->find_role(name_);
    if (role && !is_mine(*role)) return std::nullopt;
    return role;
}

std::optional<IamRole> ReadingRole::find_or_refuse() {
    auto role = iam_->find_role(name_);
    if (!role || is_mine(*role)) return role;
    if (const std::string elsewhere = region_of(*role, identifier_); !elsewhere.empty())
        throw Error(
            ErrorCode::failed,
            {fmt::format("the role {} is that of the cluster {} in {}", name_, identifier_,
                         elsewhere),
             role->arn, "names of roles belong to no region",
             fmt::format("look there (--region {}); for one more cluster of that name, name "
                         "another role: [DWH] DWH_IAM_ROLE_NAME",
                         elsewhere)});
    throw Error(ErrorCode::failed,
                {"there is a role of that name that was not made for this cluster", role->arn,
                 fmt::format("it has no tags {} = {}, {} = {}", kOwnerTag, identifier_, kRegionTag,
                             region_),
                 "name another one: [DWH] DWH_IAM_ROLE_NAME"});
}

IamRole ReadingRole::found_or_created(ResourceTags tags, Waiting& waiting,
                                      ClusterObserver& observer) {
    if (auto role = find_or_refuse()) return *std::move(role);
    tags[kRegionTag] = region_;
    try {
        IamRole role =
            iam_->create_role(name_, trust_policy(), reading_role_description(identifier_), tags);
        observer.done(fmt::format("made the role {}", name_));
        return role;
    } catch (const ServiceFailure& failure) {
        // A request whose answer was lost is sent again, and finds what the first one has made.
        if (!failure.has_code("EntityAlreadyExists")) throw;
    }
    std::optional<IamRole> made;
    waiting.settle("the new role", [&]() -> std::optional<std::string> {
        made = find_or_refuse();
        if (made) return std::nullopt;
        return "not known yet";
    });
    return *std::move(made);
}

std::string ReadingRole::make(const ResourceTags& tags, const std::string& bucket,
                              const std::string& policy, Waiting& waiting,
                              ClusterObserver& observer) {
    ResourceTags all = tags;
    if (!bucket.empty()) all[kBucketsTag] = bucket;
    const IamRole role = found_or_created(all, waiting, observer);
    observer.exists(fmt::format("the role {}", name_));
    if (!bucket.empty()) note_bucket(role, bucket, waiting);
    waiting.settle("AWS to know the new role", [&]() -> std::optional<std::string> {
        try {
            write_policy(policy);
        } catch (const ServiceFailure& failure) {
            if (!failure.has_code("NoSuchEntity")) throw;
            return failure.service_error().message;
        }
        return std::nullopt;
    });
    return role.arn;
}

void ReadingRole::note_bucket(const IamRole& role, const std::string& bucket, Waiting& waiting) {
    const std::vector<std::string> noted = buckets_of(role);
    if (std::ranges::find(noted, bucket) != noted.end()) return;
    std::string buckets =
        fmt::format("{}{}{}", fmt::join(noted, " "), noted.empty() ? "" : " ", bucket);
    constexpr std::size_t kLongestValue = 256;  // of a tag: the oldest are forgotten
    while (buckets.size() > kLongestValue)
        buckets.erase(0, buckets.find(' ') + 1);
    waiting.settle("AWS to know the new role", [&]() -> std::optional<std::string> {
        try {
            iam_->tag_role(name_, {{kBucketsTag, buckets}});
        } catch (const ServiceFailure& failure) {
            if (!failure.has_code("NoSuchEntity")) throw;
            return failure.service_error().message;
        }
        return std::nullopt;
    });
}

void ReadingRole::write_policy(const std::string& policy) {
    if (!policy.empty()) return iam_->put_role_policy(name_, kPolicyName, policy);
    const std::vector<std::string> policies = iam_->role_policies(name_);
    if (std::ranges::find(policies, kPolicyName) != policies.end())
        iam_->delete_role_policy(name_, kPolicyName);
}

void ReadingRole::remove(Waiting& waiting, ClusterObserver& observer) {
    // A part of AWS that does not know a new role yet, or its policies, says there are none.
    waiting.settle(fmt::format("the role {}", name_), [&]() -> std::optional<std::string> {
        try {
            remove_once();
        } catch (const ServiceFailure& failure) {
            if (!failure.has_code("DeleteConflict")) throw;
            return failure.service_error().message;
        }
        if (waiting.rehearsing() || !find()) return std::nullopt;
        return "still there";
    });
    observer.gone(fmt::format("the role {}", name_));
}

void ReadingRole::remove_once() {
    for (const std::string& policy : iam_->role_policies(name_))
        iam_->delete_role_policy(name_, policy);
    for (const std::string& policy : iam_->attached_policies(name_))
        iam_->detach_policy(name_, policy);
    iam_->delete_role(name_);
}

std::string reading_role_description(const std::string& identifier) {
    return fmt::format("{}{}{}", kDescriptionBegin, identifier, kDescriptionEnd);
}

bool is_described_as_reading_role(const IamRole& role) {
    return role.description.starts_with(kDescriptionBegin) &&
           role.description.ends_with(kDescriptionEnd);
}

std::string region_of(const IamRole& role, const std::string& identifier) {
    return is_ours(role.tags, identifier) ? tag_of(role.tags, kRegionTag) : "";
}

std::string role_name_in(const std::string& arn) {
    return arn.substr(arn.rfind('/') + 1);
}

std::vector<std::string> buckets_of(const IamRole& role) {
    std::istringstream noted(tag_of(role.tags, kBucketsTag));
    std::vector<std::string> buckets;
    for (std::string name; noted >> name;)
        buckets.push_back(name);
    return buckets;
}

std::set<std::string> buckets_noted_on(std::span<const IamRole> roles) {
    std::set<std::string> noted;
    for (const IamRole& role : roles)
        for (std::string& bucket : buckets_of(role))
            noted.insert(std::move(bucket));
    return noted;
}

}  // namespace sparkify
