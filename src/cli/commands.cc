#include <CLI/CLI.hpp>
#include <array>

#include "cli/command.h"

namespace sparkify {

std::span<const Command> commands() {
    static constexpr std::array kCluster{
        Command{"create", "Make the cluster, with its role, network rule and bucket",
                declare_cluster_create},
        Command{"status", "Show its state, its costs and who is let in", declare_cluster_status},
        Command{"list", "List all that create has made in the account and region",
                declare_cluster_list},
        Command{"pause", "Pause it, so that only its storage costs", declare_cluster_pause},
        Command{"resume", "Bring it up again", declare_cluster_resume},
        Command{"delete", "Remove all that create has made", declare_cluster_delete},
    };
    static constexpr std::array kRejects{
        Command{"list", "List them", declare_rejects_list},
        Command{"show", "Show one with its record", declare_rejects_show},
        Command{"export", "Write the open ones to a file, for mending", declare_rejects_export},
        Command{"replay", "Load the records that were mended in a file", declare_rejects_replay},
        Command{"discard", "Give up on some", declare_rejects_discard},
    };
    static constexpr std::array kCommands{
        Command{"init", "Write a commented dwh.cfg", declare_init},
        Command{"generate", "Write synthetic logs and songs", declare_generate},
        Command{"doctor", "Look whether everything that a run needs is there", declare_doctor},
        Command{"cluster", "The Redshift cluster: create, watch, pause, delete it",
                declare_cluster_status, kCluster},
        Command{"create-tables", "Drop and create every table", declare_create_tables},
        Command{"etl", "Extract, stage, transform, check and commit", declare_etl},
        Command{"check", "Run the data-quality checks", declare_check},
        Command{"analytics", "Answer the analytic questions", declare_analytics},
        Command{"rejects", "The records that could not be loaded: list, mend, load them",
                declare_rejects_list, kRejects},
        Command{"history", "Show the runs and what came of them", declare_history},
        Command{"query", "Run one SQL statement, read-only", declare_query},
        Command{"completions", "Write completions for a shell", declare_completions},
        Command{"help", "Explain a command", declare_help},
    };
    return kCommands;
}

std::string called(const CLI::App& command) {
    const CLI::App* parent = command.get_parent();
    if (parent == nullptr) return "";
    const std::string above = called(*parent);
    return above.empty() ? command.get_name() : above + " " + command.get_name();
}

}  // namespace sparkify
