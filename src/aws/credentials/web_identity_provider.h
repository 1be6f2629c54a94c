#pragma once

#include "aws/credentials/credential_provider.h"
#include "aws/sts_client.h"
#include "config/environment.h"

namespace sparkify {

/// AWS_ROLE_ARN with the token in AWS_WEB_IDENTITY_TOKEN_FILE, as Kubernetes sets them. The file is
/// read anew each time, since tokens are replaced.
class WebIdentityProvider final : public CredentialProvider {
  public:
    /// `sts` has to outlive this.
    WebIdentityProvider(Environment environment, const StsClient& sts);

    [[nodiscard]] ProviderAnswer load() override;

  private:
    Environment environment_;
    const StsClient* sts_;
};

}  // namespace sparkify
