#pragma once

#include <string>

#include "cli/parser_library.h"

namespace sparkify {

/// The help of the program or of one of its commands, whichever `app` declares.
[[nodiscard]] std::string help_text(const CLI::App& app);

}  // namespace sparkify
