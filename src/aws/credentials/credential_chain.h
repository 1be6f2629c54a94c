#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "aws/credentials/credential_provider.h"
#include "base/clock.h"
#include "base/message_log.h"

namespace sparkify {

/// Asks providers one after another, keeps what the first one gives, and asks that one again before
/// its credentials end. Thread-safe.
class CredentialChain {
  public:
    /// `log` is told where credentials come from.
    CredentialChain(std::vector<std::unique_ptr<CredentialProvider>> providers, Clock clock,
                    MessageLog log);

    /// The credentials to sign with now; nothing if no provider has any. Throws what a provider
    /// throws, unless the credentials at hand are good for a while yet.
    [[nodiscard]] std::optional<Credentials> find();

    /// Has them asked for anew by the next find(), if that may give others: somebody said that
    /// `rejected` have ended.
    void forget(const Credentials& rejected);

    /// What was tried and why each did not apply.
    [[nodiscard]] std::vector<std::string> tried() const;

  private:
    [[nodiscard]] bool good_for(std::chrono::seconds time) const;
    [[nodiscard]] bool is_due() const;
    void search();
    void refresh();

    std::vector<std::unique_ptr<CredentialProvider>> providers_;
    Clock clock_;
    MessageLog log_;

    mutable std::mutex mutex_;
    bool searched_ = false;
    std::chrono::system_clock::time_point asked_;  ///< when a provider was asked last
    CredentialProvider* source_ = nullptr;         ///< that gave the credentials
    std::optional<Credentials> credentials_;
    std::vector<std::string> reasons_;
};

}  // namespace sparkify
