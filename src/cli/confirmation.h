#pragma once

#include <stop_token>
#include <string>

#include "cli/session.h"

namespace sparkify {

/// Asks on standard error, and reads the answer from standard input: anything but y or yes is a no.
/// Throws Error(interrupted) once `stop` is requested.
[[nodiscard]] bool user_agrees(const std::string& question, const std::stop_token& stop);

/// Throws Error(usage) if nobody can be asked, since the input is no terminal or programs read the
/// output. `what`: why somebody should be; the rest is as in Error.
void require_user(const Session& session, const std::string& what, const std::string& place,
                  const std::string& reason, const std::string& next_step);

}  // namespace sparkify
