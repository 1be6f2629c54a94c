#pragma once

#include <map>
#include <set>
#include <stop_token>
#include <string>

#include "aws/credentials/credential_provider.h"
#include "aws/sts_client.h"
#include "config/aws_profiles.h"
#include "config/aws_settings.h"

namespace sparkify {

/// A profile of the files that AWS tools share: its keys, the role it names with what it is assumed
/// from (source_profile, credential_source, web_identity_token_file), or its credential_process.
class ProfileProvider final : public CredentialProvider {
  public:
    /// The providers that a credential_source can mean, by its name.
    using NamedSources = std::map<std::string, CredentialProvider*>;

    /// All but `settings` have to outlive this.
    ProfileProvider(const AwsSettings& settings, const AwsProfiles& profiles, const StsClient& sts,
                    NamedSources named_sources, std::stop_token stop);

    [[nodiscard]] ProviderAnswer load() override;

  private:
    using Visited = std::set<std::string>;

    [[nodiscard]] ProviderAnswer load(const std::string& name, Visited& visited);
    [[nodiscard]] Credentials assume(const std::string& name, const AwsProfile& profile,
                                     Visited& visited);
    [[nodiscard]] Credentials source_of(const std::string& name, const AwsProfile& profile,
                                        Visited& visited);

    std::string profile_;
    bool named_;
    const AwsProfiles* profiles_;
    const StsClient* sts_;
    NamedSources named_sources_;
    std::stop_token stop_;
};

}  // namespace sparkify
