#include "warehouse/redshift/cluster_lookup.h"

#include <utility>

#include <fmt/format.h>

#include "aws/secrets_manager_client.h"
#include "base/error.h"
#include "cluster/discovery.h"
#include "warehouse/redshift/cluster_host.h"

namespace sparkify {
namespace {

constexpr const char* kOtherwise = "set a password: [CLUSTER] DB_PASSWORD, PGPASSWORD or ~/.pgpass";

/// A password that AWS does not give may be said instead.
std::function<TemporaryLogin()> with_way_out(std::function<TemporaryLogin()> ask) {
    return [ask = std::move(ask)] {
        try {
            return ask();
        } catch (const ServiceFailure& failure) {
            const bool unknown =
                failure.has_code("ClusterNotFound") || failure.has_code("ResourceNotFound");
            Error::Message message = failure.message();
            if (unknown) message.next_step = "check [DWH] DWH_CLUSTER_IDENTIFIER and the region";
            message.next_step +=
                fmt::format("{}{}", message.next_step.empty() ? "" : ", or ", kOtherwise);
            throw Error(unknown ? ErrorCode::unreachable : ErrorCode::access_denied,
                        std::move(message));
        }
    };
}

}  // namespace

ClusterLookup::ClusterLookup(const RedshiftSettings& settings, const std::string& host,
                             std::function<std::shared_ptr<AwsAccess>()> aws)
    : identifier_(settings.cluster), serverless_(settings.serverless), aws_(std::move(aws)) {
    const auto named = cluster_host_of(host);
    if (!named) return;
    region_of_host_ = named->region;
    serverless_ = named->serverless;
    identifier_ = named->cluster;
}

std::string ClusterLookup::region() {
    return region_of_host_.empty() ? aws_()->region() : region_of_host_;
}

const ClusterState& ClusterLookup::cluster() {
    if (!cluster_)
        cluster_ =
            discover_cluster(aws_(), region(), identifier_,
                             serverless_ ? ClusterKind::serverless : ClusterKind::provisioned);
    return *cluster_;
}

std::shared_ptr<TemporaryLogins> ClusterLookup::logins(const ConnectionParameters& parameters,
                                                       const MessageLog& warn) {
    if (is_administrator(parameters.value_of("user"))) {
        const auto secrets = std::make_shared<SecretsManagerClient>(aws_(), region());
        const auto ask = [secrets, arn = cluster_->secret_arn] { return secrets->login_in(arn); };
        return std::make_shared<TemporaryLogins>(with_way_out(ask), warn);
    }
    return std::make_shared<TemporaryLogins>(
        with_way_out(temporary_login(parameters.value_of("dbname"))), warn);
}

/// Whose password Secrets Manager keeps. Who may not ask for the cluster gets a temporary one.
bool ClusterLookup::is_administrator(const std::string& user) {
    if (!cluster_ && user.empty()) return false;
    try {
        const ClusterState& found = cluster();
        return !found.secret_arn.empty() && found.user == user;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::interrupted) throw;
        return false;
    }
}

std::function<TemporaryLogin()> ClusterLookup::temporary_login(const std::string& database) {
    const bool serverless = cluster_ ? cluster_->kind == ClusterKind::serverless : serverless_;
    if (serverless) {
        const auto client = std::make_shared<RedshiftServerlessClient>(aws_(), region());
        return [client, name = identifier_, database] {
            return client->temporary_login(name, database);
        };
    }
    const auto client = std::make_shared<RedshiftClient>(aws_(), region());
    return
        [client, name = identifier_, database] { return client->temporary_login(name, database); };
}

}  // namespace sparkify
