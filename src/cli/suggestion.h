#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "base/error.h"

namespace sparkify {

/// The Error(usage) for a command that does not exist, with the one that was probably meant.
[[nodiscard]] Error unknown_command(const std::string& typed);

/// The same for something on the command line that `app` does not understand.
[[nodiscard]] Error unknown_argument(const std::string& typed, const CLI::App& app);

}  // namespace sparkify
