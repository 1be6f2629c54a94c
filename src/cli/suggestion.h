#pragma once

#include <span>
#include <string>

#include "base/error.h"
#include "cli/command.h"
#include "cli/parser_library.h"

namespace sparkify {

/// The Error(usage) for a command that is not among the known ones, with the one that was probably
/// meant.
[[nodiscard]] Error unknown_command(const std::string& typed, std::span<const Command> known);

/// The same for something on the command line that `app` does not understand.
[[nodiscard]] Error unknown_argument(const std::string& typed, const CLI::App& app);

}  // namespace sparkify
