#pragma once

#include "aws/credentials/credential_provider.h"
#include "config/environment.h"

namespace sparkify {

/// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN.
class EnvironmentProvider final : public CredentialProvider {
  public:
    explicit EnvironmentProvider(Environment environment);

    [[nodiscard]] ProviderAnswer load() override;

  private:
    Environment environment_;
};

}  // namespace sparkify
