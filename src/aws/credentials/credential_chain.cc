#include "aws/credentials/credential_chain.h"

#include <utility>

#include "base/error.h"

namespace sparkify {
namespace {

/// So long before their end credentials are asked for anew.
constexpr std::chrono::minutes kRefreshBefore{5};

/// Some providers have none that last longer, and some do not answer.
constexpr std::chrono::minutes kBetweenRefreshes{1};

}  // namespace

CredentialChain::CredentialChain(std::vector<std::unique_ptr<CredentialProvider>> providers,
                                 Clock clock, MessageLog log)
    : providers_(std::move(providers)), clock_(std::move(clock)), log_(std::move(log)) {}

std::optional<Credentials> CredentialChain::find() {
    const std::lock_guard lock(mutex_);
    if (!searched_) search();
    if (credentials_ && is_due()) refresh();
    return credentials_;
}

void CredentialChain::forget(const Credentials& rejected) {
    const std::lock_guard lock(mutex_);
    if (!credentials_ || !credentials_->expiry || !same_keys(*credentials_, rejected)) return;
    credentials_->expiry = clock_();
}

std::vector<std::string> CredentialChain::tried() const {
    const std::lock_guard lock(mutex_);
    return reasons_;
}

bool CredentialChain::good_for(std::chrono::seconds time) const {
    return !credentials_->expiry || clock_() + time < *credentials_->expiry;
}

/// Whether to ask anew: always once they have ended, and before that now and then.
bool CredentialChain::is_due() const {
    if (!good_for(std::chrono::seconds(0))) return true;
    return !good_for(kRefreshBefore) && clock_() - asked_ >= kBetweenRefreshes;
}

void CredentialChain::search() {
    asked_ = clock_();
    reasons_.clear();
    for (const auto& provider : providers_) {
        ProviderAnswer answer = provider->load();
        if (auto* found = std::get_if<Credentials>(&answer)) {
            credentials_ = std::move(*found);
            source_ = provider.get();
            log_("credentials: " + credentials_->origin);
            break;
        }
        log_("no credentials: " + std::get<NotHere>(answer).reason);
        reasons_.push_back(std::get<NotHere>(answer).reason);
    }
    searched_ = true;
}

void CredentialChain::refresh() {
    asked_ = clock_();
    try {
        ProviderAnswer answer = source_->load();
        if (auto* found = std::get_if<Credentials>(&answer)) {
            credentials_ = std::move(*found);
            log_("new credentials: " + credentials_->origin);
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
