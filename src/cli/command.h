#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/exit_code.h"
#include "cli/parameters.h"
#include "cli/session.h"

namespace sparkify {

/// What a command does once its options are known.
using CommandAction = std::function<ExitCode(Session&)>;

/// A command of the program. The table of them (commands.cc) is what the parser, the help and the
/// shell completions are made from.
struct Command {
    std::string_view name;
    std::string_view summary;
    /// Declares what the command itself takes, and returns the action that uses it.
    CommandAction (*declare)(Parameters& parameters);
    /// Commands below it: "list" of `rejects list`. Without one of them its own action is meant.
    std::span<const Command> parts = {};
};

/// All commands, in the order in which they are used.
[[nodiscard]] std::span<const Command> commands();

/// "rejects list": how a command is called.
[[nodiscard]] std::string called(const CLI::App& command);

// One per file, named after the command.
CommandAction declare_init(Parameters& parameters);
CommandAction declare_generate(Parameters& parameters);
CommandAction declare_doctor(Parameters& parameters);
CommandAction declare_cluster_create(Parameters& parameters);
CommandAction declare_cluster_status(Parameters& parameters);
CommandAction declare_cluster_list(Parameters& parameters);
CommandAction declare_cluster_pause(Parameters& parameters);
CommandAction declare_cluster_resume(Parameters& parameters);
CommandAction declare_cluster_delete(Parameters& parameters);
CommandAction declare_create_tables(Parameters& parameters);
CommandAction declare_etl(Parameters& parameters);
CommandAction declare_check(Parameters& parameters);
CommandAction declare_analytics(Parameters& parameters);
CommandAction declare_rejects_list(Parameters& parameters);
CommandAction declare_rejects_show(Parameters& parameters);
CommandAction declare_rejects_export(Parameters& parameters);
CommandAction declare_rejects_replay(Parameters& parameters);
CommandAction declare_rejects_discard(Parameters& parameters);
CommandAction declare_history(Parameters& parameters);
CommandAction declare_query(Parameters& parameters);
CommandAction declare_completions(Parameters& parameters);
CommandAction declare_help(Parameters& parameters);

}  // namespace sparkify
