#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <span>
#include <string>
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
    CommandAction (*declare)(CLI::App& app);
    /// Commands below it: "list" of `rejects list`. Without one of them its own action is meant.
    std::span<const Command> parts = {};
};

/// All commands, in the order in which they are used.
[[nodiscard]] std::span<const Command> commands();

/// "rejects list": how a command is called.
[[nodiscard]] std::string called(const CLI::App& command);

// One per file, named after the command.
CommandAction declare_init(CLI::App& app);
CommandAction declare_generate(CLI::App& app);
CommandAction declare_doctor(CLI::App& app);
CommandAction declare_create_tables(CLI::App& app);
CommandAction declare_etl(CLI::App& app);
CommandAction declare_check(CLI::App& app);
CommandAction declare_analytics(CLI::App& app);
CommandAction declare_rejects_list(CLI::App& app);
CommandAction declare_rejects_show(CLI::App& app);
CommandAction declare_rejects_export(CLI::App& app);
CommandAction declare_rejects_replay(CLI::App& app);
CommandAction declare_rejects_discard(CLI::App& app);
CommandAction declare_history(CLI::App& app);
CommandAction declare_query(CLI::App& app);
CommandAction declare_completions(CLI::App& app);
CommandAction declare_help(CLI::App& app);

}  // namespace sparkify
