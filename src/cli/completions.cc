#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/command.h"

namespace sparkify {
namespace {

/// What completes after a command: "" for the program, "rejects list" for a command below another.
struct Place {
    std::string called;
    const CLI::App* app = nullptr;
    std::span<const Command> parts;
};

void add_places(const CLI::App& app, std::span<const Command> parts, std::vector<Place>& places) {
    places.push_back({called(app), &app, parts});
    for (const Command& part : parts)
        add_places(*app.get_subcommand(std::string(part.name)), part.parts, places);
}

/// The program and all commands, each before those below it.
std::vector<Place> places_of(const CLI::App& program) {
    std::vector<Place> places;
    add_places(program, commands(), places);
    return places;
}

/// "--config --warehouse ..." of a parser, each with its description handed to `take`.
template <typename Take>
void for_each_long_option(const CLI::App& app, Take take) {
    for (const CLI::Option* option : app.get_options())
        for (const std::string& name : option->get_lnames())
            take(name, *option);
}

std::string long_options(const CLI::App& app) {
    std::string names;
    for_each_long_option(app, [&](const std::string& name, const CLI::Option&) {
        // The program's own one stands for those of all commands.
        if (name == "help" && app.get_parent() != nullptr) return;
        names += (names.empty() ? "--" : " --") + name;
    });
    return names;
}

std::string names_of(std::span<const Command> parts) {
    std::string names;
    for (const Command& part : parts)
        names += (names.empty() ? "" : " ") + std::string(part.name);
    return names;
}

/// "--output|-o": an option by all its names, as a case pattern.
std::string pattern_of(const CLI::Option& option) {
    std::vector<std::string> names;
    for (const std::string& name : option.get_lnames())
        names.push_back("--" + name);
    for (const std::string& name : option.get_snames())
        names.push_back("-" + name);
    return fmt::format("{}", fmt::join(names, "|"));
}

/// The words that an option or argument takes, where it takes only some: its type says
/// "human|json".
std::string choices_of(const CLI::Option& option) {
    std::string choices = option.get_type_name();
    if (choices.find('|') == std::string::npos) return "";
    for (char& byte : choices)
        if (byte == '|') byte = ' ';
    return choices;
}

/// What may stand behind a command, beside options: the commands below it, or the words that its
/// argument takes. Nothing if that may be anything.
std::string words_behind(const Place& place) {
    if (place.called == "help") return names_of(commands());
    if (!place.parts.empty()) return names_of(place.parts);
    for (const CLI::Option* option : place.app->get_options())
        if (option->get_positional() && !choices_of(*option).empty()) return choices_of(*option);
    return "";
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

/// The case patterns ":etl", "rejects:list": a command and the word that leads to one below it.
std::string steps_between(const std::vector<Place>& places) {
    std::vector<std::string> steps;
    for (const Place& place : places)
        for (const Command& part : place.parts)
            steps.push_back(fmt::format("'{}:{}'", place.called, part.name));
    return fmt::format("{}", fmt::join(steps, "|"));
}

/// The case branches "--output|-o) choices=(human json) ;;" of all options that take certain words,
/// and "--config|-c) files=yes ;;" of all others that take a value.
std::string value_cases(const std::vector<Place>& places, std::string_view form) {
    std::string cases;
    for (const Place& place : places)
        for_each_long_option(*place.app, [&](const std::string&, const CLI::Option& option) {
            const std::string choices = choices_of(option);
            if (!choices.empty())
                cases += fmt::format(fmt::runtime(form), pattern_of(option), choices);
            else if (option.get_items_expected_max() > 0)
                cases += fmt::format("        {}) files=yes ;;\n", pattern_of(option));
        });
    return cases;
}

std::string bash_script(const std::vector<Place>& places) {
    std::string cases;
    for (const Place& place : places)
        cases +=
            fmt::format("        '{}') options=\"$options {}\" words=\"{}\" ;;\n", place.called,
                        place.called.empty() ? "" : long_options(*place.app), words_behind(place));
    return fmt::format(
        R"(# Completions of sparkify for bash. Load with: source <(sparkify completions bash)
_sparkify() {{
    local current="${{COMP_WORDS[COMP_CWORD]}}" previous="${{COMP_WORDS[COMP_CWORD-1]}}"
    local command="" options="{0}" words="" choices="" files="" word
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case "$command:$word" in {1}) command="${{command:+$command }}$word" ;; esac
    done
    case "$previous" in
{2}    esac
    case "$command" in
{3}    esac
    if [[ -n "$choices" ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$current")
    elif [[ -n "$files" ]]; then
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    elif [[ "$current" == -* || ( -z "$current" && -z "$command" ) ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options $words" -- "$current")
    elif [[ -n "$words" ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}}
complete -o filenames -F _sparkify sparkify
)",
        long_options(*places.front().app), steps_between(places),
        value_cases(places, "        {}) choices=\"{}\" ;;\n"), cases);
}

std::string zsh_options(const CLI::App& app) {
    std::string lines;
    for_each_long_option(app, [&](const std::string& name, const CLI::Option& option) {
        lines += "        " + shell_quoted("--" + name + ":" + option.get_description()) + "\n";
    });
    return lines;
}

std::string zsh_words(const Place& place) {
    if (place.parts.empty()) return " " + words_behind(place) + " ";
    std::string lines = "\n";
    for (const Command& part : place.parts)
        lines += "        " + shell_quoted(fmt::format("{}:{}", part.name, part.summary)) + "\n";
    return lines + "        ";
}

std::string zsh_script(const std::vector<Place>& places) {
    std::string cases;
    for (const Place& place : places)
        cases += fmt::format("        '{}') options+=(\n{}        ); words_behind=({}) ;;\n",
                             place.called, place.called.empty() ? "" : zsh_options(*place.app),
                             zsh_words(place));
    return fmt::format(R"(#compdef sparkify
# Completions of sparkify for zsh. Load with: source <(sparkify completions zsh)
_sparkify() {{
    local -a options words_behind choices
    local command="" files="" word
    options=(
{0}    )
    for word in "${{words[@]:1:CURRENT-2}}"; do
        case "$command:$word" in {1}) command="${{command:+$command }}$word" ;; esac
    done
    case "${{words[CURRENT-1]}}" in
{2}    esac
    case "$command" in
{3}    esac
    if (( $#choices )); then
        compadd -- $choices
    elif [[ -n "$files" ]]; then
        _files
    elif [[ "$PREFIX" == -* ]]; then
        _describe option options
    elif (( $#words_behind )); then
        _describe word words_behind
    else
        _files
    fi
}}
compdef _sparkify sparkify
)",
                       zsh_options(*places.front().app), steps_between(places),
                       value_cases(places, "        {}) choices=({}) ;;\n"), cases);
}

/// The condition of fish under which what stands behind a command is completed.
std::string fish_condition(const Place& place) {
    std::string condition;
    std::string_view rest = place.called;
    while (!rest.empty()) {
        const std::string_view word = rest.substr(0, rest.find(' '));
        condition += fmt::format("{}__fish_seen_subcommand_from {}",
                                 condition.empty() ? "" : "; and ", word);
        rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    }
    return condition.empty() ? "__fish_use_subcommand" : condition;
}

std::string fish_options(const Place& place) {
    const std::string condition =
        place.called.empty() ? "" : fmt::format(" -n {}", shell_quoted(fish_condition(place)));
    std::string lines;
    for_each_long_option(*place.app, [&](const std::string& name, const CLI::Option& option) {
        const std::string choices = choices_of(option);
        lines += fmt::format("complete -c sparkify{} -l {}{} -d {}\n", condition, name,
                             choices.empty() ? "" : fmt::format(" -x -a '{}'", choices),
                             shell_quoted(option.get_description()));
    });
    return lines;
}

std::string fish_words(const Place& place) {
    const std::string condition = shell_quoted(fish_condition(place));
    if (place.parts.empty()) {
        const std::string words = words_behind(place);
        if (words.empty()) return "";
        return fmt::format("complete -c sparkify -n {} -f -a '{}'\n", condition, words);
    }
    std::string lines;
    for (const Command& part : place.parts)
        lines += fmt::format("complete -c sparkify -n {} -f -a {} -d {}\n", condition, part.name,
                             shell_quoted(part.summary));
    return lines;
}

std::string fish_script(const std::vector<Place>& places) {
    std::string script =
        "# Completions of sparkify for fish. Load with: sparkify completions fish | source\n";
    for (const Place& place : places)
        script += fish_options(place) + fish_words(place);
    return script;
}

}  // namespace

CommandAction declare_completions(Parameters& parameters) {
    const auto shell = std::make_shared<std::string>();
    parameters.add_choice(
        "shell", {"bash", "zsh", "fish"}, [shell](const std::string& word) { *shell = word; },
        "The shell that is to complete", Parameters::Need::required);
    return [shell](Session& session) {
        const std::vector<Place> places = places_of(session.program());
        if (*shell == "bash")
            Session::print(bash_script(places));
        else if (*shell == "zsh")
            Session::print(zsh_script(places));
        else
            Session::print(fish_script(places));
        return ExitCode::done;
    };
}

}  // namespace sparkify
