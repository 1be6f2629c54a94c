#include "cli/program.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <exception>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "base/exit_code.h"
#include "base/version.h"
#include "cli/command.h"
#include "cli/global_options.h"
#include "cli/help_text.h"
#include "cli/logging.h"
#include "cli/parse_complaint.h"
#include "cli/session.h"
#include "cli/suggestion.h"
#include "report/error_report.h"
#include "report/terminal.h"
#include "report/text_sink.h"

namespace sparkify {
namespace {

/// The commands' options and actions, declared on one parser.
class CommandLine {
  public:
    CommandLine()
        : app_("Turns JSON logs and song metadata into a star schema that people can trust.",
               "sparkify") {
        // Of an option that is given twice the last counts, so that an alias can be overridden.
        app_.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
        add_global_options(app_, options_);
        app_.set_version_flag("-V,--version", program_version(), "Print the version");
        app_.set_help_flag("-h,--help", "Print this help");
        app_.require_subcommand(0, 1);
        app_.fallthrough();
        app_.get_formatter()->label("SUBCOMMAND", "COMMAND");
        app_.footer("`sparkify help COMMAND` explains a command.");
        for (const Command& command : commands())
            declare(app_, command);
    }

    void parse(int argc, const char* const* argv) {
        try {
            app_.parse(argc, argv);
        } catch (const CLI::ExtrasError&) {
            throw_not_understood();
        } catch (const CLI::Success&) {
            throw;
        } catch (const CLI::ParseError& error) {
            const std::string complaint = parse_complaint(error);
            const std::string option = complaint.substr(0, complaint.find_first_of(": "));
            const bool is_global = app_.get_option_no_throw(option) != nullptr;
            throw Error(ErrorCode::usage, {complaint, "", "",
                                           fmt::format("`sparkify help{}` explains the options",
                                                       is_global ? "" : current_name())});
        }
    }

    /// The command that the command line names, or the program.
    [[nodiscard]] const CLI::App& current() const {
        const CLI::App* command = &app_;
        while (!command->get_subcommands().empty())
            command = command->get_subcommands().front();
        return *command;
    }

    /// The action that the command line asks for; nothing if it names no command.
    [[nodiscard]] const CommandAction* action() const {
        const auto chosen = std::ranges::find(actions_, &current(), [](const auto& it) {
            return static_cast<const CLI::App*>(it.first);
        });
        return chosen == actions_.end() ? nullptr : &chosen->second;
    }

    [[nodiscard]] const CLI::App& app() const { return app_; }
    [[nodiscard]] const GlobalOptions& options() const { return options_; }

  private:
    void declare(CLI::App& parent, const Command& command) {
        CLI::App* sub =
            parent.add_subcommand(std::string(command.name), std::string(command.summary));
        sub->fallthrough();
        sub->group("Commands");
        sub->footer("`sparkify help` explains the options of all commands.");
        sub->require_subcommand(0, 1);
        Parameters parameters(*sub);
        actions_.emplace_back(sub, command.declare(parameters));
        for (const Command& part : command.parts)
            declare(*sub, part);
    }

    [[noreturn]] void throw_not_understood() const {
        const std::string first = app_.remaining(/*recurse=*/true).front();
        if (&current() == &app_ && !first.starts_with('-'))
            throw unknown_command(first, commands());
        throw unknown_argument(first, current());
    }

    [[nodiscard]] std::string current_name() const {
        return &current() == &app_ ? "" : " " + called(current());
    }

    CLI::App app_;
    GlobalOptions options_;
    std::vector<std::pair<CLI::App*, CommandAction>> actions_;
};

/// Whether the command line asks for JSON, for errors that come up before it is understood.
bool asks_for_json(std::span<const char* const> arguments) {
    std::string_view before;
    for (const std::string_view argument : arguments) {
        if (argument == "--output=json" || argument == "-ojson") return true;
        if (argument == "json" && (before == "--output" || before == "-o")) return true;
        before = argument;
    }
    return false;
}

/// What was printed comes before the error, also where both streams end in one file.
int report(const Error& error, ErrorForm form) {
    std::fflush(stdout);
    std::fputs(error_report(error, form).c_str(), stderr);
    return static_cast<int>(exit_code_of(error.code()));
}

ExitCode run_command(const CommandLine& command_line, const Terminal& terminal) {
    Session session(command_line.options(), terminal, command_line.app());
    const CommandAction* action = command_line.action();
    if (action == nullptr) {
        std::fputs(help_text(command_line.app()).c_str(), stderr);
        return ExitCode::usage;
    }
    set_up_logging(session.options().log_level, session.options().log_format);
    const ExitCode code = (*action)(session);
    flush(stdout);
    return code;
}

/// Parses the command line; text instead of an action if it asks for the help or the version.
std::optional<std::string> parse(CommandLine& command_line, int argc, const char* const* argv) {
    try {
        command_line.parse(argc, argv);
        return std::nullopt;
    } catch (const CLI::CallForHelp&) {
        return help_text(command_line.current());
    } catch (const CLI::CallForVersion&) {
        return fmt::format("sparkify {}\n", program_version());
    }
}

}  // namespace

int run_program(int argc, const char* const* argv) {
    const Terminal terminal = detect_terminal();
    ErrorForm form = terminal.stderr_colour ? ErrorForm::colour : ErrorForm::plain;
    if (asks_for_json({argv, static_cast<std::size_t>(argc)})) form = ErrorForm::json;
    CommandLine command_line;
    try {
        if (const auto text = parse(command_line, argc, argv)) {
            sink_to(stdout)(*text);
            flush(stdout);
            return 0;
        }
        return static_cast<int>(run_command(command_line, terminal));
    } catch (const Error& error) {
        return report(error, form);
    } catch (const std::bad_alloc&) {
        return report(Error(ErrorCode::failed, {"there is not enough memory", "", "", ""}), form);
    } catch (const std::exception& error) {
        return report(Error(ErrorCode::failed, {"something unexpected happened", "", error.what(),
                                                "report this as a bug"}),
                      form);
    }
}

}  // namespace sparkify
