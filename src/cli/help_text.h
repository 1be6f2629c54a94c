#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace sparkify {

/// The help of the program or of one of its commands, whichever `app` declares.
[[nodiscard]] std::string help_text(const CLI::App& app);

}  // namespace sparkify
