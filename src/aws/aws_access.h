#pragma once

#include <memory>
#include <stop_token>
#include <string>

#include "aws/credentials/credential_chain.h"
#include "aws/http_client.h"
#include "aws/retrying_client.h"
#include "aws/sts_client.h"
#include "config/aws_profiles.h"
#include "config/aws_settings.h"
#include "config/environment.h"

namespace sparkify {

/// What all that talks to AWS shares: the settings, completed by the profile, and the credentials.
/// Thread-safe.
class AwsAccess {
  public:
    /// Requests and waits end once `stop` is requested. Throws Error(configuration) for profiles
    /// that cannot be read and for settings that make no sense.
    /// `log` is told what is done to get through.
    AwsAccess(AwsSettings settings, const Environment& environment, const std::stop_token& stop,
              MessageLog log, Clock clock = system_clock());

    /// With the region and the endpoints of the profile, where nobody else says them.
    [[nodiscard]] const AwsSettings& settings() const noexcept { return settings_; }

    /// The region of services other than S3: that of the settings, or the one in which AWS began.
    [[nodiscard]] std::string region() const;

    /// In the order of all AWS tools: a profile that a flag names, the environment, dwh.cfg, the
    /// profile, a web identity, the container, the instance.
    [[nodiscard]] CredentialChain& credentials() noexcept { return *chain_; }

    /// How requests to AWS's services are sent.
    [[nodiscard]] HttpSettings http() const;

    /// At one request.
    [[nodiscard]] unsigned max_attempts() const noexcept { return max_attempts_; }

    [[nodiscard]] const MessageLog& log() const noexcept { return log_; }

    [[nodiscard]] bool has_profile() const { return profiles_.find(settings_.profile) != nullptr; }

    [[nodiscard]] const std::stop_token& stop() const noexcept { return stop_; }

    [[nodiscard]] const Clock& clock() const noexcept { return clock_; }

  private:
    [[nodiscard]] std::vector<std::unique_ptr<CredentialProvider>> providers(
        const Environment& environment);

    AwsProfiles profiles_;
    AwsSettings settings_;
    unsigned max_attempts_;
    std::stop_token stop_;
    MessageLog log_;
    Clock clock_;
    HttpClient metadata_;
    RetryingClient services_;
    StsClient sts_;
    std::unique_ptr<CredentialChain> chain_;
};

}  // namespace sparkify
