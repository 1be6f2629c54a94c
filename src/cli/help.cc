#include <algorithm>
#include <memory>
#include <string>

#include "cli/command.h"
#include "cli/suggestion.h"

namespace sparkify {

CommandAction declare_help(CLI::App& app) {
    const auto name = std::make_shared<std::string>();
    app.add_option("command", *name, "The command to explain (default: all of them)")
        ->type_name("COMMAND");
    return [name](Session& session) {
        if (name->empty()) {
            session.print(session.program().help());
            return ExitCode::done;
        }
        const auto known = std::ranges::find(commands(), *name, &Command::name);
        if (known == commands().end()) throw unknown_command(*name);
        session.print(session.program().get_subcommand(*name)->help());
        return ExitCode::done;
    };
}

}  // namespace sparkify
