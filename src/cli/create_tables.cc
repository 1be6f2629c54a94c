#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/quantity.h"
#include "cli/command.h"
#include "cli/confirmation.h"
#include "cli/result_json.h"
#include "model/model.h"
#include "pipeline/schema.h"
#include "warehouse/run_lock.h"
#include "warehouse/warehouse.h"

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

/// Whether the tables may be dropped. While the user thinks the warehouse is locked, so that
/// nothing is loaded into it, but not open, so that it can be read.
bool may_drop(Session& session, const Model& model, const std::shared_ptr<RunLock>& lock) {
    std::string name;
    std::vector<std::string> losses;
    {
        const auto warehouse = session.open_warehouse(lock);
        name = warehouse->name();
        losses = what_would_go(count_rows(*warehouse, model));
    }
    if (losses.empty()) return true;
    require_user(session, "the tables hold rows and nobody can be asked", name,
                 fmt::format("{}", fmt::join(losses, ", ")), "pass --yes to drop them");
    std::fputs(fmt::format("{} holds rows:\n  {}\n", name, fmt::join(losses, "\n  ")).c_str(),
               stderr);
    return user_agrees("Drop them all?", session.stop().get_token());
}

std::string summary(const Session& session, const Warehouse& warehouse, std::size_t tables) {
    if (session.json())
        return json_text({{"warehouse", warehouse.name()}, {"tables_created", tables}});
    return fmt::format("Created {} in {}.\n", counted(tables, "table"), warehouse.name());
}

ExitCode run(Session& session, const CreateTablesOptions& options) {
    const Model model = session.model();
    const auto lock = session.lock_warehouse();
    if (!options.yes && !may_drop(session, model, lock)) {
        Session::print("Nothing was changed.\n");
        return ExitCode::done;
    }
    const auto warehouse = session.open_warehouse(lock);
    recreate_tables(*warehouse, model);
    session.print_of_done(summary(session, *warehouse, model.tables().size()),
                          "the tables are created");
    return ExitCode::done;
}

}  // namespace

CommandAction declare_create_tables(Parameters& parameters) {
    const auto options = std::make_shared<CreateTablesOptions>();
    parameters.add_flag("-y,--yes", options->yes,
                        "Do not ask before dropping tables that hold rows");
    return [options](Session& session) { return run(session, *options); };
}

}  // namespace sparkify
