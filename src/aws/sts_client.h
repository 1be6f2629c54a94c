#pragma once

#include <string>

#include "aws/credentials/credentials.h"
#include "aws/retrying_client.h"
#include "base/clock.h"

namespace sparkify {

/// The Security Token Service (API of 2011-06-15): gives short-term credentials. Thread-safe.
class StsClient {
  public:
    struct Role {
        std::string arn;
        std::string session_name;
        std::string external_id = {};       ///< empty: none
        std::string duration_seconds = {};  ///< empty: as the role has it
    };

    /// `endpoint`: a URL; empty: that of the region, or the global one if there is no region.
    /// `client` has to outlive this.
    StsClient(RetryingClient& client, std::string region, std::string endpoint, Clock clock);

    /// AssumeRole, with the credentials of somebody who may. Throws Error(access_denied |
    /// unreachable).
    [[nodiscard]] Credentials assume_role(const Role& role, const Credentials& source) const;

    /// AssumeRoleWithWebIdentity, with a token of an identity provider. Throws Error(access_denied
    /// | unreachable).
    [[nodiscard]] Credentials assume_role_with_web_identity(const Role& role,
                                                            const Secret& token) const;

  private:
    RetryingClient* client_;
    std::string region_;
    std::string endpoint_;
    Clock clock_;
};

}  // namespace sparkify
