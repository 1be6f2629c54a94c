#pragma once

#include "aws/credentials/credential_provider.h"
#include "config/aws_settings.h"

namespace sparkify {

/// [AWS] KEY and SECRET of dwh.cfg.
class ConfigProvider final : public CredentialProvider {
  public:
    explicit ConfigProvider(const AwsSettings& settings);

    [[nodiscard]] ProviderAnswer load() override;

  private:
    std::string access_key_id_;
    Secret secret_access_key_;
    Secret session_token_;
};

}  // namespace sparkify
