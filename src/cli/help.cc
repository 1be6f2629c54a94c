#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/help_text.h"
#include "cli/suggestion.h"

namespace sparkify {

CommandAction declare_help(Parameters& parameters) {
    const auto names = std::make_shared<std::vector<std::string>>();
    parameters.add_texts("command", *names, "COMMAND",
                         "The command to explain (default: all of them)");
    return [names](Session& session) {
        const CLI::App* command = &session.program();
        std::span<const Command> known = commands();
        for (const std::string& name : *names) {
            const auto found = std::ranges::find(known, name, &Command::name);
            if (found == known.end()) throw unknown_command(name, known);
            command = command->get_subcommand(name);
            known = found->parts;
        }
        Session::print(help_text(*command));
        return ExitCode::done;
    };
}

}  // namespace sparkify
