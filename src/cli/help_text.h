#pragma once

#include <string>

namespace CLI {
class App;
}  // namespace CLI

namespace sparkify {

/// The help of the program or of one of its commands, whichever `app` declares.
[[nodiscard]] std::string help_text(const CLI::App& app);

}  // namespace sparkify
