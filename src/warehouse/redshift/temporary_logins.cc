#include "warehouse/redshift/temporary_logins.h"

#include <utility>

#include <fmt/format.h>

namespace sparkify {
namespace {

/// Of the hour that a password is good for, some is left for the login itself.
constexpr std::chrono::minutes kFresh{55};

}  // namespace

TemporaryLogins::TemporaryLogins(std::function<TemporaryLogin()> ask, MessageLog warn)
    : ask_(std::move(ask)), warn_(std::move(warn)) {}

void TemporaryLogins::log_in(ConnectionParameters& parameters) {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (!login_ || now - asked_ > kFresh) {
        const bool first = !login_;
        login_ = ask_();
        asked_ = now;
        const std::string named = parameters.value_of("user");
        if (first && !named.empty() && named != login_->user)
            warn_(
                fmt::format("there is no password for {}, so AWS's temporary one is used, which "
                            "logs in as {}",
                            named, login_->user));
    }
    parameters.set("user", login_->user);
    parameters.set("password", login_->password.reveal());
}

}  // namespace sparkify
