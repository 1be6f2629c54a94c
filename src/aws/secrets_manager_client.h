#pragma once

#include <memory>
#include <string>

#include "aws/json_service.h"
#include "aws/redshift_client.h"

namespace sparkify {

/// AWS Secrets Manager (API of 2017-10-17). Thread-safe.
class SecretsManagerClient {
  public:
    SecretsManagerClient(std::shared_ptr<AwsAccess> access, const std::string& region);

    /// GetSecretValue: the login that Redshift keeps in a secret, as JSON with username and
    /// password. Throws what JsonService throws, and Error(unreachable) for a secret that holds
    /// something else.
    [[nodiscard]] TemporaryLogin login_in(const std::string& secret_arn);

    /// DescribeSecret: whether there is such a secret that is not on its way out.
    [[nodiscard]] bool is_there(const std::string& secret_arn);

  private:
    JsonService service_;
};

}  // namespace sparkify
