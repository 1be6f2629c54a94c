#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <span>
#include <string_view>

#include "base/exit_code.h"
#include "cli/session.h"

namespace sparkify {

/// What a command does once its options are known.
using CommandAction = std::function<ExitCode(Session&)>;

/// A command of the program. The table of them (commands.cc) is what the parser, the help and the
/// shell completions are made from.
struct Command {
    std::string_view name;
    std::string_view summary;
    /// Declares the command's own options and returns the action that uses them.
    CommandAction (*declare)(CLI::App& options);
};

/// All commands, in the order in which they are used.
[[nodiscard]] std::span<const Command> commands();

// One per file, named after the command.
CommandAction declare_init(CLI::App& options);
CommandAction declare_generate(CLI::App& options);
CommandAction declare_create_tables(CLI::App& options);
CommandAction declare_etl(CLI::App& options);
CommandAction declare_check(CLI::App& options);
CommandAction declare_analytics(CLI::App& options);
CommandAction declare_rejects(CLI::App& options);
CommandAction declare_query(CLI::App& options);
CommandAction declare_completions(CLI::App& options);
CommandAction declare_help(CLI::App& options);

}  // namespace sparkify
