#include "cli/suggestion.h"

#include <CLI/CLI.hpp>
#include <vector>

#include <fmt/format.h>

#include "base/nearest_name.h"
#include "cli/command.h"

namespace sparkify {
namespace {

std::string next_step(const std::string& nearest, const std::string& otherwise) {
    return nearest.empty() ? otherwise : "did you mean " + nearest + "?";
}

void add_long_names(const CLI::App& app, std::vector<std::string>& names) {
    for (const CLI::Option* option : app.get_options())
        for (const std::string& name : option->get_lnames())
            names.push_back("--" + name);
}

}  // namespace

Error unknown_command(const std::string& typed, std::span<const Command> known) {
    std::vector<std::string> names;
    for (const Command& command : known)
        names.emplace_back(command.name);
    return {ErrorCode::usage,
            {fmt::format("there is no command \"{}\"", typed), "", "",
             next_step(nearest_name(typed, names), "`sparkify help` lists the commands")}};
}

Error unknown_argument(const std::string& typed, const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* level = &app; level != nullptr; level = level->get_parent())
        add_long_names(*level, names);
    for (const CLI::App* part : app.get_subcommands([](const CLI::App*) { return true; }))
        names.push_back(part->get_name());
    const std::string name = typed.substr(0, typed.find('='));
    const std::string command = app.get_parent() == nullptr ? "" : " " + called(app);
    if (!typed.starts_with('-') && (app.get_name() == "query" || app.get_name() == "etl"))
        return {ErrorCode::usage,
                {fmt::format("sparkify{} does not understand \"{}\"", command, typed), "", "",
                 "statements with blanks and patterns with * stand in quotation marks"}};
    return {ErrorCode::usage,
            {fmt::format("sparkify{} does not understand \"{}\"", command, typed), "", "",
             next_step(nearest_name(name, names),
                       fmt::format("`sparkify help{}` lists the options", command))}};
}

}  // namespace sparkify
