#pragma once

#include <stop_token>
#include <string>

#include "aws/credentials/credentials.h"

namespace sparkify {

/// Runs the command of a profile's credential_process in a shell, and reads the credentials that it
/// writes. `profile` is for messages. Throws Error(configuration) if it fails, takes longer than a
/// minute, or writes something else, which is never shown; and Error(interrupted) once `stop` is
/// requested.
[[nodiscard]] Credentials run_credential_process(const std::string& command,
                                                 const std::string& profile,
                                                 const std::stop_token& stop);

}  // namespace sparkify
