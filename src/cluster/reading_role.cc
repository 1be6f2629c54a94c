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

IamRole ReadingRole::found_or_created(ClusterObserver& observer) {
    if (auto role = find_ours()) return *std::move(role);
    try {
        IamRole role = iam_->create_role(
            name_, trust_policy(), fmt::format("Lets the cluster {} read S3", identifier_),
            owner_tags(identifier_));
        observer.done(fmt::format("made the role {}", name_));
        return role;
    } catch (const ServiceFailure& failure) {
        // A request whose answer was lost is sent again, and finds what the first one has made.
        if (!failure.has_code("EntityAlreadyExists")) throw;
        auto role = find_ours();
        if (!role) throw;
        return *std::move(role);
    }
}

std::string ReadingRole::make(const std::string& policy, Waiting& waiting,
                              ClusterObserver& observer) {
    const IamRole role = found_or_created(observer);
    observer.exists(fmt::format("the role {}", name_));
    if (policy.empty()) return role.arn;
    waiting.try_until("AWS to know the new role", [&]() -> std::optional<std::string> {
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

void ReadingRole::remove(ClusterObserver& observer) {
    for (const std::string& policy : iam_->role_policies(name_))
        iam_->delete_role_policy(name_, policy);
    for (const std::string& policy : iam_->attached_policies(name_))
        iam_->detach_policy(name_, policy);
    iam_->delete_role(name_);
    observer.done(fmt::format("removed the role {}", name_));
}

}  // namespace sparkify
