#include "aws/credentials/credential_chain.h"

#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"

namespace sparkify {
namespace {

/// So long before their end credentials are asked for anew.
constexpr std::chrono::minutes kRefreshBefore{5};

}  // namespace

CredentialChain::CredentialChain(std::vector<std::unique_ptr<CredentialProvider>> providers,
                                 Clock clock)
    : providers_(std::move(providers)), clock_(std::move(clock)) {}

std::optional<Credentials> CredentialChain::find() {
    const std::lock_guard lock(mutex_);
    if (!searched_) search();
    if (credentials_ && !good_for(kRefreshBefore)) refresh();
    return credentials_;
}

void CredentialChain::forget(const Credentials& rejected) {
    const std::lock_guard lock(mutex_);
    if (!credentials_ || !credentials_->expiry || !same_keys(*credentials_, rejected)) return;
    credentials_->expiry = clock_();
}

std::string CredentialChain::tried() const {
    const std::lock_guard lock(mutex_);
    return fmt::format("{}", fmt::join(reasons_, "; "));
}

bool CredentialChain::good_for(std::chrono::seconds time) const {
    return !credentials_->expiry || clock_() + time < *credentials_->expiry;
}

void CredentialChain::search() {
    reasons_.clear();
    for (const auto& provider : providers_) {
        ProviderAnswer answer = provider->load();
        if (auto* found = std::get_if<Credentials>(&answer)) {
            credentials_ = std::move(*found);
            source_ = provider.get();
            break;
        }
        reasons_.push_back(std::get<NotHere>(answer).reason);
    }
    searched_ = true;
}

void CredentialChain::refresh() {
    try {
        ProviderAnswer answer = source_->load();
        if (auto* found = std::get_if<Credentials>(&answer)) {
            credentials_ = std::move(*found);
            return;
        }
        if (good_for(std::chrono::seconds(0))) return;
        throw Error(ErrorCode::access_denied,
                    {"the credentials have ended, and there are no new ones", credentials_->origin,
                     std::get<NotHere>(answer).reason, ""});
    } catch (const Error&) {
        if (!good_for(std::chrono::seconds(0))) throw;
    }
}

}  // namespace sparkify
