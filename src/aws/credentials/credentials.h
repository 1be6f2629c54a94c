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

}  // namespace sparkify
