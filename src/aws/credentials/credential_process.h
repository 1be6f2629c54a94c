#pragma once

#include <string>

#include "aws/credentials/credentials.h"

namespace sparkify {

/// Runs the command of a profile's credential_process in a shell, and reads the credentials that it
/// writes. `profile` is for messages. Throws Error(configuration) if it fails or writes something
/// else; what it writes is never shown.
[[nodiscard]] Credentials run_credential_process(const std::string& command,
                                                 const std::string& profile);

}  // namespace sparkify
