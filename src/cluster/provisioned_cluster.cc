#include "cluster/provisioned_cluster.h"

#include <functional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "aws/service_failure.h"
#include "base/error.h"
#include "cluster/node_types.h"
#include "cluster/ownership.h"

namespace sparkify {
namespace {

constexpr const char* kInvalidState = "InvalidClusterState";

/// Why AWS does not do it yet; nothing once it has done it.
std::optional<std::string> refusal_of(const std::function<void()>& change) {
    try {
        change();
        return std::nullopt;
    } catch (const ServiceFailure& failure) {
        if (!failure.has_code(kInvalidState)) throw;
        return failure.service_error().message;
    }
}

[[noreturn]] void throw_taken(const std::string& snapshot, const ServiceFailure& failure) {
    Error::Message message = failure.message();
    message.next_step = fmt::format("choose another name than {}: --final-snapshot", snapshot);
    throw Error(failure.code(), std::move(message));
}

/// The words are all that tells this from other parameters.
void throw_if_about_node_type(const ServiceFailure& failure) {
    if (failure.service_error().message.find("node type") == std::string::npos) return;
    Error::Message message = failure.message();
    message.next_step = fmt::format("write another DWH_NODE_TYPE ({}), or take another region",
                                    fmt::join(node_type_names(), ", "));
    throw Error(ErrorCode::failed, std::move(message));
}

}  // namespace

ProvisionedCluster::ProvisionedCluster(RedshiftClient& redshift, std::string identifier)
    : redshift_(&redshift), identifier_(std::move(identifier)) {}

std::string ProvisionedCluster::name() const {
    return name_of(ClusterKind::provisioned, identifier_);
}

std::optional<ClusterState> ProvisionedCluster::find() {
    const auto cluster = redshift_->find_cluster(identifier_);
    if (!cluster) return std::nullopt;
    return state_of(*cluster);
}

void ProvisionedCluster::make(const ClusterSpecification& wanted, const ClusterParts& parts,
                              Waiting& waiting, ClusterObserver& observer) {
    if (!find() && create(wanted, parts, waiting)) {
        observer.exists(name());
        observer.done("ordered " + name());
    }
    wait_until_known(waiting, observer);
    wait_until_usable(waiting);
}

/// False if there is one of that name by now: ours, if the answer to an earlier request was lost.
bool ProvisionedCluster::create(const ClusterSpecification& wanted, const ClusterParts& parts,
                                Waiting& waiting) {
    bool is_new = true;
    NewRedshiftCluster cluster;
    cluster.identifier = identifier_;
    cluster.node_type = wanted.node_type;
    cluster.nodes = wanted.nodes;
    cluster.database = wanted.database;
    cluster.user = wanted.user;
    cluster.password = wanted.password;
    cluster.port = wanted.port;
    cluster.role_arn = parts.role_arn;
    cluster.security_group = parts.security_group;
    cluster.tags = owner_tags(identifier_);
    waiting.settle("AWS to know the new role and security group",
                   [&]() -> std::optional<std::string> {
                       try {
                           redshift_->create_cluster(cluster);
                       } catch (const ServiceFailure& failure) {
                           // A request whose answer was lost is sent again, and finds what the
                           // first one has made.
                           if (failure.has_code("ClusterAlreadyExists")) {
                               is_new = false;
                               return std::nullopt;
                           }
                           throw_if_about_node_type(failure);
                           if (!failure.has_code("InvalidParameterValue") ||
                               !is_about_part(failure.service_error().message))
                               throw;
                           return failure.service_error().message;
                       }
                       return std::nullopt;
                   });
    return is_new;
}

/// A cluster that was made a moment ago may not be shown yet.
void ProvisionedCluster::wait_until_known(Waiting& waiting, ClusterObserver& observer) {
    if (waiting.rehearsing()) return;
    waiting.settle(name(), [&]() -> std::optional<std::string> {
        const auto cluster = find();
        if (!cluster) return "not known yet";
        require_ours(*cluster);
        observer.exists(name());
        return std::nullopt;
    });
}

std::optional<std::string> ProvisionedCluster::pending(ClusterPhase wanted) {
    const auto cluster = find();
    if (!cluster)
        throw Error(ErrorCode::failed,
                    {name() + " is gone", "", "somebody has deleted it meanwhile",
                     "make it anew: `sparkify cluster create`"});
    require_ours(*cluster);
    require_hope(*cluster);
    require_staying(*cluster);
    if (cluster->phase == wanted) return std::nullopt;
    return cluster->status;
}

void ProvisionedCluster::wait_until_usable(Waiting& waiting) {
    waiting.until(name(), [&]() -> std::optional<std::string> {
        auto status = pending(ClusterPhase::usable);
        if (status == "paused" || status == "pausing")
            throw Error(ErrorCode::failed, {fmt::format("{} is {}", name(), *status), "",
                                            "somebody has paused it meanwhile",
                                            "bring it up: `sparkify cluster resume`"});
        return status;
    });
}

void ProvisionedCluster::remove(const std::string& final_snapshot, Waiting& waiting) {
    waiting.try_until(name(), [&]() -> std::optional<std::string> {
        const auto cluster = find();
        if (!cluster || cluster->phase == ClusterPhase::deleting) return std::nullopt;
        try {
            auto refusal =
                refusal_of([&] { redshift_->delete_cluster(identifier_, final_snapshot); });
            // Whether a paused one can be deleted depends on the age of AWS's answer.
            if (refusal && cluster->phase == ClusterPhase::paused)
                static_cast<void>(refusal_of([&] { redshift_->resume_cluster(identifier_); }));
            return refusal;
        } catch (const ServiceFailure& failure) {
            if (failure.has_code("ClusterSnapshotAlreadyExists")) {
                // It may be that of this deletion, if the answer to an earlier request was lost.
                const auto now = find();
                if (!now || now->phase == ClusterPhase::deleting) return std::nullopt;
                throw_taken(final_snapshot, failure);
            }
            if (!failure.has_code("ClusterNotFound")) throw;
            return std::nullopt;
        }
    });
    waiting.until(name(), [&]() -> std::optional<std::string> {
        const auto cluster = find();
        if (!cluster) return std::nullopt;
        return cluster->status;
    });
}

void ProvisionedCluster::pause(Waiting& waiting) {
    waiting.try_until(name(), [&] {
        return refusal_of([&] {
            const auto status = pending(ClusterPhase::paused);
            if (status && status != "pausing") redshift_->pause_cluster(identifier_);
        });
    });
    wait_for_power(ClusterPhase::paused, "pausing", waiting);
}

void ProvisionedCluster::resume(Waiting& waiting) {
    waiting.try_until(name(), [&] {
        return refusal_of([&] {
            const auto status = pending(ClusterPhase::usable);
            if (status && status != "resuming") redshift_->resume_cluster(identifier_);
        });
    });
    wait_for_power(ClusterPhase::usable, "resuming", waiting);
}

/// Who is seen to have left the way there, look after look, was sent back by somebody else. A
/// single look may show what was before.
void ProvisionedCluster::wait_for_power(ClusterPhase wanted, const std::string& on_the_way,
                                        Waiting& waiting) {
    constexpr int kLooks = 6;
    const std::string back = wanted == ClusterPhase::paused ? "available" : "paused";
    bool was_on_the_way = false;
    int looks_back = 0;
    waiting.until(name(), [&] {
        auto status = pending(wanted);
        was_on_the_way = was_on_the_way || status == on_the_way;
        looks_back = was_on_the_way && status == back ? looks_back + 1 : 0;
        if (looks_back == kLooks)
            throw Error(ErrorCode::failed, {fmt::format("{} is {} again", name(), back), "",
                                            "somebody has changed it meanwhile", "run it again"});
        return status;
    });
}

}  // namespace sparkify
