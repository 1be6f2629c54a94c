#include "cli/help_text.h"

namespace sparkify {

// App::help() would explain the command that the command line names instead.
std::string help_text(const CLI::App& app) {
    const CLI::App* parent = app.get_parent();
    const std::string name =
        parent == nullptr ? app.get_name() : parent->get_name() + " " + app.get_name();
    return app.get_formatter()->make_help(&app, name, CLI::AppFormatMode::Normal);
}

}  // namespace sparkify
