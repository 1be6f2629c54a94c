#include "cluster/access_group.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "aws/service_failure.h"
#include "base/error.h"
#include "cluster/ownership.h"

namespace sparkify {
namespace {

bool lets_in(const SecurityGroup& group, std::uint16_t port, const std::string& range) {
    return std::ranges::any_of(group.rules, [&](const IngressRule& rule) {
        return covers(rule, port) && std::ranges::find(rule.sources, range) != rule.sources.end();
    });
}

}  // namespace

AccessGroup::AccessGroup(Ec2Client& ec2, std::string name, std::string identifier)
    : ec2_(&ec2), name_(std::move(name)), identifier_(std::move(identifier)) {}

std::vector<SecurityGroup> AccessGroup::find_ours() {
    return ec2_->tagged_groups(kOwnerTag, identifier_);
}

std::optional<SecurityGroup> AccessGroup::find_in(const std::string& vpc) {
    auto group = ec2_->find_group(vpc, name_);
    if (!group || is_ours(group->tags, identifier_)) return group;
    throw Error(ErrorCode::failed,
                {"there is a security group of that name that was not made for this cluster",
                 fmt::format("{} ({})", group->id, group->name),
                 fmt::format("it has no tag {} = {}", kOwnerTag, identifier_),
                 "rename or remove it, or call the cluster something else"});
}

SecurityGroup AccessGroup::found_or_created(const std::string& vpc, const ResourceTags& tags,
                                            Waiting& waiting, ClusterObserver& observer) {
    if (auto group = find_in(vpc)) return *std::move(group);
    try {
        const std::string id = ec2_->create_group(
            vpc, name_, fmt::format("Who may connect to the cluster {}", identifier_), tags);
        observer.done(fmt::format("made the security group {}", name_));
        return {id, name_, vpc, {}, tags};
    } catch (const ServiceFailure& failure) {
        // A request whose answer was lost is sent again, and finds what the first one has made.
        if (!failure.has_code("InvalidGroup.Duplicate")) throw;
    }
    std::optional<SecurityGroup> made;
    waiting.settle("the new security group", [&]() -> std::optional<std::string> {
        made = find_in(vpc);
        if (made) return std::nullopt;
        return "not known yet";
    });
    return *std::move(made);
}

std::string AccessGroup::make(const std::string& vpc, const ResourceTags& tags, std::uint16_t port,
                              const std::vector<std::string>& ranges, Waiting& waiting,
                              ClusterObserver& observer) {
    const SecurityGroup group = found_or_created(vpc, tags, waiting, observer);
    observer.exists(name_of(group));
    for (const std::string& range : ranges_not_let_in(group, port, ranges)) {
        waiting.settle("AWS to know the new security group", [&]() -> std::optional<std::string> {
            try {
                ec2_->let_in(group.id, port, range, "sparkify cluster create");
            } catch (const ServiceFailure& failure) {
                if (!failure.has_code("InvalidGroup.NotFound")) throw;
                return failure.service_error().message;
            }
            return std::nullopt;
        });
        observer.done(fmt::format("let {} in at port {}", range, port));
    }
    return group.id;
}

void AccessGroup::remove(Waiting& waiting, ClusterObserver& observer) {
    for (const SecurityGroup& group : find_ours()) {
        const std::string name = name_of(group);
        waiting.try_until(name, [&]() -> std::optional<std::string> {
            try {
                ec2_->delete_group(group.id);
            } catch (const ServiceFailure& failure) {
                if (!failure.has_code("DependencyViolation")) throw;
                return "still in use";
            }
            if (waiting.rehearsing() || !is_there(group.id)) return std::nullopt;
            return "still there";
        });
        observer.gone(name);
    }
}

bool AccessGroup::is_there(const std::string& id) {
    const std::vector<SecurityGroup> groups = find_ours();
    return std::ranges::find(groups, id, &SecurityGroup::id) != groups.end();
}

std::string name_of(const SecurityGroup& group) {
    return fmt::format("the security group {} ({})", group.name, group.id);
}

std::vector<std::string> ranges_not_let_in(const SecurityGroup& group, std::uint16_t port,
                                           std::vector<std::string> ranges) {
    std::erase_if(ranges, [&](const std::string& range) { return lets_in(group, port, range); });
    return ranges;
}

bool covers(const IngressRule& rule, std::uint16_t port) {
    if (rule.protocol == "-1") return true;
    return rule.protocol == "tcp" && rule.from_port <= port && port <= rule.to_port;
}

}  // namespace sparkify
