#include "cluster/serverless_cluster.h"

#include <functional>
#include <utility>

#include "aws/service_failure.h"
#include "base/letter_case.h"
#include "cluster/ownership.h"

namespace sparkify {
namespace {

constexpr const char* kAvailable = "AVAILABLE";
constexpr const char* kDeleting = "DELETING";

bool is_conflict(const ServiceFailure& failure, const char* words) {
    return failure.has_code("Conflict") &&
           failure.service_error().message.find(words) != std::string::npos;
}

/// Why AWS does not do it yet, in its words; nothing once it has done it.
std::optional<std::string> refusal_of(const std::function<void()>& change) {
    try {
        change();
        return std::nullopt;
    } catch (const ServiceFailure& failure) {
        if (!is_conflict(failure, "operation running")) throw;
        return failure.service_error().message;
    }
}

/// A request whose answer was lost is sent again, and finds what the first one has made.
void unless_it_exists(const std::function<void()>& creation) {
    try {
        creation();
    } catch (const ServiceFailure& failure) {
        if (!is_conflict(failure, "already exists")) throw;
    }
}

/// The same of what the first one has removed.
void unless_it_is_gone(const std::function<void()>& deletion) {
    try {
        deletion();
    } catch (const ServiceFailure& failure) {
        if (!failure.has_code("ResourceNotFound")) throw;
    }
}

/// What AWS says of a role or a security group that was made a moment ago, and is not known
/// everywhere yet; nothing if it does not.
std::optional<std::string> unknown_part_in(const std::function<void()>& change) {
    try {
        change();
        return std::nullopt;
    } catch (const ServiceFailure& failure) {
        const std::string& message = failure.service_error().message;
        if (!failure.has_code("Validation") || !is_about_part(message)) throw;
        return message;
    }
}

void create(const std::string& name, Waiting& waiting, const std::function<void()>& change) {
    waiting.settle("AWS to know the new role and security group", [&] {
        return unknown_part_in([&] {
            waiting.try_until(name, [&] { return refusal_of([&] { unless_it_exists(change); }); });
        });
    });
}

}  // namespace

ServerlessCluster::ServerlessCluster(RedshiftServerlessClient& serverless, std::string identifier)
    : serverless_(&serverless), identifier_(std::move(identifier)) {}

std::string ServerlessCluster::workgroup_name() const {
    return name_of(ClusterKind::serverless, identifier_);
}

std::string ServerlessCluster::namespace_name() const {
    return name_of_namespace(identifier_);
}

std::optional<ClusterState> ServerlessCluster::find() {
    if (identifier_.size() < kShortestServerlessName) return std::nullopt;  // AWS would complain
    const auto home = serverless_->find_namespace(identifier_);
    const auto workgroup = serverless_->find_workgroup(identifier_);
    if (!home && !workgroup) return std::nullopt;
    return state_of_both(identifier_, home, workgroup);
}

void ServerlessCluster::make(const ClusterSpecification& wanted, const ClusterParts& parts,
                             Waiting& waiting, ClusterObserver& observer) {
    make_namespace(wanted, parts, waiting, observer);
    make_workgroup(wanted, parts, waiting, observer);
}

void ServerlessCluster::make_namespace(const ClusterSpecification& wanted,
                                       const ClusterParts& parts, Waiting& waiting,
                                       ClusterObserver& observer) {
    NewRedshiftNamespace home;
    home.name = identifier_;
    home.database = wanted.database;
    home.user = wanted.user;
    home.password = wanted.password;
    home.role_arn = parts.role_arn;
    home.tags = owner_tags(identifier_);
    bool is_new = false;
    create(namespace_name(), waiting, [&] {
        if (serverless_->find_namespace(identifier_)) return;
        serverless_->create_namespace(home);
        is_new = true;
        observer.exists(namespace_name());
    });
    waiting.until(namespace_name(), [&]() -> std::optional<std::string> {
        const auto found = serverless_->find_namespace(identifier_);
        if (!found) return "not known yet";
        // Somebody may have been faster. Of one that is new the tags may not be known yet.
        if (!is_new) require_ours(namespace_name(), found->tags, identifier_);
        observer.exists(namespace_name());
        require_staying(state_of(*found, std::nullopt));
        if (found->status == kAvailable) return std::nullopt;
        return in_lower_case(found->status);
    });
}

void ServerlessCluster::make_workgroup(const ClusterSpecification& wanted,
                                       const ClusterParts& parts, Waiting& waiting,
                                       ClusterObserver& observer) {
    NewRedshiftWorkgroup workgroup;
    workgroup.name = identifier_;
    workgroup.namespace_name = identifier_;
    workgroup.base_capacity = wanted.base_capacity;
    workgroup.port = wanted.port;
    workgroup.security_group = parts.security_group;
    workgroup.tags = owner_tags(identifier_);
    create(workgroup_name(), waiting, [&] {
        if (serverless_->find_workgroup(identifier_)) return;
        serverless_->create_workgroup(workgroup);
        observer.exists(workgroup_name());
    });
    waiting.until(workgroup_name(), [&]() -> std::optional<std::string> {
        const auto cluster = find();
        if (!cluster) return "not known yet";
        require_ours(*cluster);
        observer.exists(workgroup_name());
        require_staying(*cluster);
        if (cluster->phase == ClusterPhase::usable) return std::nullopt;
        return cluster->status;
    });
}

void ServerlessCluster::remove(const std::string& final_snapshot, Waiting& waiting) {
    remove_workgroup(waiting);
    remove_namespace(final_snapshot, waiting);
}

std::optional<RedshiftNamespace> ServerlessCluster::our_namespace() {
    auto home = serverless_->find_namespace(identifier_);
    if (home && !is_ours(home->tags, identifier_)) return std::nullopt;
    return home;
}

std::optional<RedshiftWorkgroup> ServerlessCluster::our_workgroup() {
    auto workgroup = serverless_->find_workgroup(identifier_);
    if (workgroup && !is_ours(workgroup->tags, identifier_)) return std::nullopt;
    return workgroup;
}

void ServerlessCluster::remove_workgroup(Waiting& waiting) {
    waiting.try_until(workgroup_name(), [&] {
        return refusal_of([&] {
            const auto workgroup = our_workgroup();
            if (workgroup && workgroup->status != kDeleting)
                unless_it_is_gone([&] { serverless_->delete_workgroup(identifier_); });
        });
    });
    waiting.until(workgroup_name(), [&]() -> std::optional<std::string> {
        const auto workgroup = our_workgroup();
        if (!workgroup) return std::nullopt;
        return in_lower_case(workgroup->status);
    });
}

void ServerlessCluster::remove_namespace(const std::string& final_snapshot, Waiting& waiting) {
    waiting.try_until(namespace_name(), [&] {
        return refusal_of([&] {
            const auto home = our_namespace();
            if (home && home->status != kDeleting)
                unless_it_is_gone(
                    [&] { serverless_->delete_namespace(identifier_, final_snapshot); });
        });
    });
    waiting.until(namespace_name(), [&]() -> std::optional<std::string> {
        const auto home = our_namespace();
        if (!home) return std::nullopt;
        return in_lower_case(home->status);
    });
}

ClusterState state_of_both(const std::string& identifier,
                           const std::optional<RedshiftNamespace>& home,
                           const std::optional<RedshiftWorkgroup>& workgroup) {
    const bool has_home = home && is_ours(home->tags, identifier);
    const bool has_workgroup = workgroup && is_ours(workgroup->tags, identifier);
    ClusterState state;
    if (has_home && workgroup && !has_workgroup) {
        state = state_of(*home, std::nullopt);
        state.foreign_part = name_of(ClusterKind::serverless, identifier);
        state.foreign_part_is_inside = workgroup->namespace_name == home->name;
    } else if (has_workgroup && !has_home) {
        state = state_of(RedshiftNamespace{}, workgroup);
        state.tags = workgroup->tags;
        if (home) state.foreign_part = name_of_namespace(identifier);
    } else {
        state = state_of(home.value_or(RedshiftNamespace{}), workgroup);
        if (!home) state.tags = workgroup->tags;
    }
    state.identifier = identifier;
    return state;
}

}  // namespace sparkify
