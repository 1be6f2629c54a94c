#pragma once

#include <memory>
#include <string>

#include "aws/aws_access.h"
#include "config/secret.h"

namespace sparkify {

/// A user of a database, and a password that ends soon.
struct TemporaryLogin {
    std::string user;
    Secret password;
};

/// Amazon Redshift's own service (API of 2012-12-01). Thread-safe.
class RedshiftClient {
  public:
    /// `region`: of the cluster; empty: the one that the settings name.
    RedshiftClient(std::shared_ptr<AwsAccess> access, std::string region);

    /// GetClusterCredentialsWithIAM: a login for who the credentials are. Throws
    /// Error(access_denied | unreachable).
    [[nodiscard]] TemporaryLogin temporary_login(const std::string& cluster,
                                                 const std::string& database);

  private:
    [[nodiscard]] HttpOutcome send(const QueryParameters& parameters);

    std::shared_ptr<AwsAccess> access_;
    std::string region_;
    std::string endpoint_;
    RetryingClient client_;
};

}  // namespace sparkify
