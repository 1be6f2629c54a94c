#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "aws/aws_access.h"
#include "base/message_log.h"
#include "cluster/cluster_state.h"
#include "config/redshift_settings.h"
#include "warehouse/libpq/connection_parameters.h"
#include "warehouse/redshift/temporary_logins.h"

namespace sparkify {

/// What AWS knows of a cluster that users did not say: where it is, its role, and a password.
/// Used by one thread.
class ClusterLookup {
  public:
    /// `host`: as users said it, if they did. `aws`: the way to AWS, called when it is needed.
    ClusterLookup(const RedshiftSettings& settings, const std::string& host,
                  std::function<std::shared_ptr<AwsAccess>()> aws);

    /// Whether it is known which cluster is meant.
    [[nodiscard]] bool has_name() const noexcept { return !identifier_.empty(); }

    /// Asked once. Throws what discover_cluster() throws.
    [[nodiscard]] const ClusterState& cluster();

    /// How to log in without a password: with the one that Secrets Manager keeps for the
    /// administrator, if that is who logs in, or else with a temporary one of AWS's. The logins may
    /// outlive this.
    [[nodiscard]] std::shared_ptr<TemporaryLogins> logins(const ConnectionParameters& parameters,
                                                          const MessageLog& warn);

  private:
    [[nodiscard]] std::string region();
    [[nodiscard]] bool is_administrator(const std::string& user);
    [[nodiscard]] std::function<TemporaryLogin()> temporary_login(const std::string& database);

    std::string identifier_;
    std::string region_of_host_;
    bool serverless_;
    std::function<std::shared_ptr<AwsAccess>()> aws_;
    std::optional<ClusterState> cluster_;
};

}  // namespace sparkify
