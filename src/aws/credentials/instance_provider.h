#pragma once

#include <string>

#include "aws/credentials/credential_provider.h"
#include "aws/http_client.h"
#include "config/environment.h"

namespace sparkify {

/// The role of the EC2 instance this runs on, from its metadata service, version 2 (a token first).
/// AWS_EC2_METADATA_DISABLED=true leaves it out; AWS_EC2_METADATA_SERVICE_ENDPOINT moves it.
class InstanceProvider final : public CredentialProvider {
  public:
    /// `client` has to outlive this; it should use no proxy and give up soon, for elsewhere than on
    /// EC2 nobody answers.
    InstanceProvider(Environment environment, HttpClient& client);

    [[nodiscard]] ProviderAnswer load() override;

  private:
    [[nodiscard]] HttpOutcome ask(const char* method, const std::string& path,
                                  HttpHeader header) const;

    Environment environment_;
    HttpClient* client_;
};

}  // namespace sparkify
