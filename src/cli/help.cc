#include <algorithm>
#include <memory>
#include <string>

#include "cli/command.h"
#include "cli/help_text.h"
#include "cli/suggestion.h"

namespace sparkify {

CommandAction declare_help(CLI::App& app) {
    const auto name = std::make_shared<std::string>();
    app.add_option("command", *name, "The command to explain (default: all of them)")
        ->type_name("COMMAND");
    return [name](Session& session) {
        if (name->empty()) {
            session.print(help_text(session.program()));
            return ExitCode::done;
        }
        const auto known = std::ranges::find(commands(), *name, &Command::name);
        if (known == commands().end()) throw unknown_command(*name);
        session.print(help_text(*session.program().get_subcommand(*name)));
        return ExitCode::done;
    };
}

}  // namespace sparkify
