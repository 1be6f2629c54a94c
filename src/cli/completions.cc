#include <memory>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/option_checks.h"

namespace sparkify {
namespace {

/// "--config --warehouse ..." of a parser, each with its description handed to `take`.
template <typename Take>
void for_each_long_option(const CLI::App& app, Take take) {
    for (const CLI::Option* option : app.get_options())
        for (const std::string& name : option->get_lnames())
            take(name, option->get_description());
}

std::string long_options(const CLI::App& app) {
    std::string names;
    for_each_long_option(app, [&](const std::string& name, const std::string&) {
        names += (names.empty() ? "--" : " --") + name;
    });
    return names;
}

std::string command_names() {
    std::string names;
    for (const Command& command : commands())
        names += (names.empty() ? "" : " ") + std::string(command.name);
    return names;
}

/// Inside single quotation marks a shell takes everything as it is, except the mark itself.
std::string shell_quoted(std::string_view text) {
    std::string result = "'";
    for (const char byte : text)
        if (byte == '\'')
            result += "'\\''";
        else
            result += byte;
    return result + "'";
}

std::string bash_script(const CLI::App& program) {
    std::string cases;
    for (const Command& command : commands())
        cases += fmt::format("        {}) words=\"$words {}\" ;;\n", command.name,
                             long_options(*program.get_subcommand(std::string(command.name))));
    return fmt::format(
        R"(# Completions of sparkify for bash. Load with: source <(sparkify completions bash)
_sparkify() {{
    local current="${{COMP_WORDS[COMP_CWORD]}}" command="" word
    local words="{0}"
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case " {1} " in *" $word "*) command="$word"; break ;; esac
    done
    case "$command" in
        "") words="$words {1}" ;;
        help) words="{1}" ;;
        completions) words="bash zsh fish" ;;
{2}    esac
    if [[ "$current" == -* || -z "$command" || "$command" == help || "$command" == completions ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}}
complete -o filenames -F _sparkify sparkify
)",
        long_options(program), command_names(), cases);
}

std::string zsh_options(const CLI::App& app) {
    std::string lines;
    for_each_long_option(app, [&](const std::string& name, const std::string& description) {
        lines += "        " + shell_quoted("--" + name + ":" + description) + "\n";
    });
    return lines;
}

std::string zsh_script(const CLI::App& program) {
    std::string names;
    std::string cases;
    for (const Command& command : commands()) {
        names +=
            "        " + shell_quoted(fmt::format("{}:{}", command.name, command.summary)) + "\n";
        cases += fmt::format("        {}) options+=(\n{}        ) ;;\n", command.name,
                             zsh_options(*program.get_subcommand(std::string(command.name))));
    }
    return fmt::format(R"(#compdef sparkify
# Completions of sparkify for zsh. Load with: source <(sparkify completions zsh)
_sparkify() {{
    local -a commands options
    local command="" word
    commands=(
{0}    )
    options=(
{1}    )
    for word in "${{words[@]:1:CURRENT-2}}"; do
        case " {3} " in *" $word "*) command="$word"; break ;; esac
    done
    case "$command" in
{2}    esac
    if [[ "$PREFIX" == -* ]]; then
        _describe option options
    elif [[ -z "$command" || "$command" == help ]]; then
        _describe command commands
    elif [[ "$command" == completions ]]; then
        compadd bash zsh fish
    else
        _files
    fi
}}
compdef _sparkify sparkify
)",
                       names, zsh_options(program), cases, command_names());
}

std::string fish_script(const CLI::App& program) {
    std::string script =
        "# Completions of sparkify for fish. Load with: sparkify completions fish | source\n";
    for_each_long_option(program, [&](const std::string& name, const std::string& description) {
        script +=
            fmt::format("complete -c sparkify -l {} -d {}\n", name, shell_quoted(description));
    });
    for (const Command& command : commands()) {
        script += fmt::format("complete -c sparkify -n __fish_use_subcommand -f -a {} -d {}\n",
                              command.name, shell_quoted(command.summary));
        for_each_long_option(
            *program.get_subcommand(std::string(command.name)),
            [&](const std::string& name, const std::string& description) {
                script += fmt::format(
                    "complete -c sparkify -n '__fish_seen_subcommand_from {}' -l {} -d {}\n",
                    command.name, name, shell_quoted(description));
            });
    }
    script += fmt::format("complete -c sparkify -n '__fish_seen_subcommand_from help' -f -a '{}'\n",
                          command_names());
    script +=
        "complete -c sparkify -n '__fish_seen_subcommand_from completions' -f -a 'bash zsh fish'\n";
    return script;
}

}  // namespace

CommandAction declare_completions(CLI::App& app) {
    const auto shell = std::make_shared<std::string>();
    app.add_option("shell", *shell, "bash, zsh or fish")
        ->required()
        ->check(one_of({"bash", "zsh", "fish"}))
        ->type_name("SHELL");
    return [shell](Session& session) {
        if (*shell == "bash")
            session.print(bash_script(session.program()));
        else if (*shell == "zsh")
            session.print(zsh_script(session.program()));
        else
            session.print(fish_script(session.program()));
        return ExitCode::done;
    };
}

}  // namespace sparkify
