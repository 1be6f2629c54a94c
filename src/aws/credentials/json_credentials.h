#pragma once

#include <string>

#include "aws/credentials/credentials.h"

namespace sparkify {

/// Reads the JSON that credential processes, containers and instances give credentials in:
/// AccessKeyId, SecretAccessKey, Token (or SessionToken), Expiration. `origin` says for people
/// where it comes from. Throws Error(configuration) for anything else, without showing it.
[[nodiscard]] Credentials credentials_in_json(const std::string& text, std::string origin);

}  // namespace sparkify
