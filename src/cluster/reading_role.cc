#include "cluster/reading_role.h"

#include <utility>

#include <fmt/format.h>

#include "aws/service_failure.h"
#include "base/error.h"
#include "cluster/ownership.h"
#include "cluster/role_policies.h"

namespace sparkify {
namespace {

constexpr const char* kPolicyName = "sparkify-read-data";

}  // namespace

ReadingRole::ReadingRole(IamClient& iam, std::string name, std::string identifier)
    : iam_(&iam), name_(std::move(name)), identifier_(std::move(identifier)) {}

std::optional<IamRole> ReadingRole::find() {
    return iam_->find_role(name_);
}

std::optional<IamRole> ReadingRole::find_ours() {
    auto role = find();
    if (!role || is_ours(role->tags, identifier_)) return role;
    throw Error(ErrorCode::failed,
                {"there is a role of that name that was not made for this cluster", role->arn,
                 fmt::format("it has no tag {} = {}", kOwnerTag, identifier_),
                 "name another one: [DWH] DWH_IAM_ROLE_NAME"});
}

IamRole ReadingRole::found_or_created(Waiting& waiting, ClusterObserver& observer) {
    if (auto role = find_ours()) return *std::move(role);
    try {
        IamRole role = iam_->create_role(name_, trust_policy(),
                                         fmt::format("Lets the cluster {} read S3", identifier_),
                                         owner_tags(identifier_));
        observer.done(fmt::format("made the role {}", name_));
        return role;
    } catch (const ServiceFailure& failure) {
        // A request whose answer was lost is sent again, and finds what the first one has made.
        if (!failure.has_code("EntityAlreadyExists")) throw;
    }
    std::optional<IamRole> made;
    waiting.settle("the new role", [&]() -> std::optional<std::string> {
        made = find_ours();
        if (made) return std::nullopt;
        return "not known yet";
    });
    return *std::move(made);
}

std::string ReadingRole::make(const std::string& policy, Waiting& waiting,
                              ClusterObserver& observer) {
    const IamRole role = found_or_created(waiting, observer);
    observer.exists(fmt::format("the role {}", name_));
    if (policy.empty()) return role.arn;
    waiting.settle("AWS to know the new role", [&]() -> std::optional<std::string> {
        try {
            iam_->put_role_policy(name_, kPolicyName, policy);
        } catch (const ServiceFailure& failure) {
            if (!failure.has_code("NoSuchEntity")) throw;
            return failure.service_error().message;
        }
        return std::nullopt;
    });
    return role.arn;
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
    observer.done(fmt::format("removed the role {}", name_));
}

void ReadingRole::remove_once() {
    for (const std::string& policy : iam_->role_policies(name_))
        iam_->delete_role_policy(name_, policy);
    for (const std::string& policy : iam_->attached_policies(name_))
        iam_->detach_policy(name_, policy);
    iam_->delete_role(name_);
}

}  // namespace sparkify
