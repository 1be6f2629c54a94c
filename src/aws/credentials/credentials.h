#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "config/secret.h"

namespace sparkify {

/// What a request to AWS is signed with.
struct Credentials {
    std::string access_key_id;  ///< names the key; not a secret, but not shown in full either
    Secret secret_access_key;
    Secret session_token = {};  ///< empty for long-term keys
    /// When they end; nothing if they do not.
    std::optional<std::chrono::system_clock::time_point> expiry = std::nullopt;
    std::string origin = {};  ///< where they come from, for people: "the environment"
};

/// Whether requests are signed alike with both.
[[nodiscard]] inline bool same_keys(const Credentials& left, const Credentials& right) {
    return left.access_key_id == right.access_key_id &&
           left.secret_access_key == right.secret_access_key &&
           left.session_token == right.session_token;
}

}  // namespace sparkify
