#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include "base/error.h"
#include "cli/command.h"
#include "pipeline/schema.h"
#include "report/quantity.h"

namespace sparkify {
namespace {

struct CreateTablesOptions {
    bool yes = false;
};

std::vector<std::string> what_would_go(const std::vector<TableRows>& counts) {
    std::vector<std::string> losses;
    for (const TableRows& count : counts)
        if (count.rows > 0)
            losses.push_back(fmt::format("{}: {}", count.table,
                                         counted(static_cast<std::uint64_t>(count.rows), "row")));
    return losses;
}

bool user_agrees() {
    std::fputs("Drop them all? [y/N] ", stderr);
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "y" || answer == "Y" || answer == "yes";
}

ExitCode run(Session& session, const CreateTablesOptions& options) {
    const Model model = session.model();
    const auto warehouse = session.open_warehouse();
    const std::vector<std::string> losses = what_would_go(count_rows(*warehouse, model));
    if (!losses.empty() && !options.yes) {
        if (session.json() || ::isatty(STDIN_FILENO) == 0)
            throw Error(ErrorCode::usage,
                        {"the tables hold rows and nobody can be asked", warehouse->name(),
                         fmt::format("{}", fmt::join(losses, ", ")), "pass --yes to drop them"});
        std::fputs(
            fmt::format("{} holds rows:\n  {}\n", warehouse->name(), fmt::join(losses, "\n  "))
                .c_str(),
            stderr);
        if (!user_agrees()) {
            session.print("Nothing was changed.\n");
            return ExitCode::done;
        }
    }
    recreate_tables(*warehouse, model);
    if (session.json()) {
        const nlohmann::ordered_json document = {{"warehouse", warehouse->name()},
                                                 {"tables_created", model.tables().size()}};
        session.print(document.dump(2) + "\n");
        return ExitCode::done;
    }
    session.print(fmt::format("Created {} in {}.\n", counted(model.tables().size(), "table"),
                              warehouse->name()));
    return ExitCode::done;
}

}  // namespace

CommandAction declare_create_tables(CLI::App& app) {
    const auto options = std::make_shared<CreateTablesOptions>();
    app.add_flag("-y,--yes", options->yes, "Do not ask before dropping tables that hold rows");
    return [options](Session& session) { return run(session, *options); };
}

}  // namespace sparkify
