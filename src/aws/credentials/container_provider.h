#pragma once

#include "aws/credentials/credential_provider.h"
#include "aws/http_client.h"
#include "config/environment.h"

namespace sparkify {

/// The endpoint that ECS and EKS give a container, in AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or
/// AWS_CONTAINER_CREDENTIALS_FULL_URI, with a token from AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE or
/// AWS_CONTAINER_AUTHORIZATION_TOKEN. Without TLS only loopback and the link-local addresses of the
/// two are asked.
class ContainerProvider final : public CredentialProvider {
  public:
    /// `client` has to outlive this, and should not use a proxy.
    ContainerProvider(Environment environment, HttpClient& client);

    [[nodiscard]] ProviderAnswer load() override;

  private:
    [[nodiscard]] HttpRequest request_to(const std::string& url) const;

    Environment environment_;
    HttpClient* client_;
};

}  // namespace sparkify
