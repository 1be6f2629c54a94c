#include <array>

#include "cli/command.h"

namespace sparkify {

std::span<const Command> commands() {
    static constexpr std::array kCommands{
        Command{"init", "Write a commented dwh.cfg", declare_init},
        Command{"generate", "Write synthetic logs and songs", declare_generate},
        Command{"create-tables", "Drop and create every table", declare_create_tables},
        Command{"etl", "Extract, stage, transform, check and commit", declare_etl},
        Command{"check", "Run the data-quality checks", declare_check},
        Command{"analytics", "Answer the analytic questions", declare_analytics},
        Command{"rejects", "List the records that could not be loaded", declare_rejects},
        Command{"history", "Show the runs and what came of them", declare_history},
        Command{"query", "Run one SQL statement, read-only", declare_query},
        Command{"completions", "Write completions for a shell", declare_completions},
        Command{"help", "Explain a command", declare_help},
    };
    return kCommands;
}

}  // namespace sparkify
