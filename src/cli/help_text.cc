#include "cli/help_text.h"

#include <CLI/CLI.hpp>

#include "cli/command.h"

namespace sparkify {

// App::help() would explain the command that the command line names instead.
std::string help_text(const CLI::App& app) {
    const std::string command = called(app);
    const std::string name = command.empty() ? app.get_name() : "sparkify " + command;
    return app.get_formatter()->make_help(&app, name, CLI::AppFormatMode::Normal);
}

}  // namespace sparkify
