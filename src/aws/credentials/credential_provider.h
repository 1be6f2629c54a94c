#pragma once

#include <string>
#include <variant>

#include "aws/credentials/credentials.h"

namespace sparkify {

/// Why a place has no credentials: "AWS_ACCESS_KEY_ID is not set".
struct NotHere {
    std::string reason;
};

using ProviderAnswer = std::variant<Credentials, NotHere>;

/// One place where credentials may come from.
class CredentialProvider {
  public:
    CredentialProvider() = default;
    CredentialProvider(const CredentialProvider&) = delete;
    CredentialProvider& operator=(const CredentialProvider&) = delete;
    virtual ~CredentialProvider() = default;

    /// Looks there now. Throws Error if something is there that was meant to give credentials and
    /// does not: to go on with others would hide that.
    [[nodiscard]] virtual ProviderAnswer load() = 0;
};

}  // namespace sparkify
