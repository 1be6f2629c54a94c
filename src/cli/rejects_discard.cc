#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "base/quantity.h"
#include "cli/command.h"
#include "cli/result_json.h"
#include "model/model.h"
#include "pipeline/ledger.h"
#include "pipeline/reject_states.h"
#include "warehouse/warehouse.h"

namespace sparkify {
namespace {

struct DiscardOptions {
    std::vector<std::int64_t> reject_ids;
    std::optional<std::int64_t> run_id;
    bool all = false;
};

void require_one_choice(const DiscardOptions& options) {
    const int choices =
        (options.reject_ids.empty() ? 0 : 1) + (options.run_id ? 1 : 0) + (options.all ? 1 : 0);
    if (choices == 1) return;
    throw Error(ErrorCode::usage, {"say which rejects to discard", "",
                                   "either their numbers, or --run, or --all", ""});
}

/// The numbers that were given, or those of all open rejects that were meant.
std::vector<std::int64_t> chosen(Warehouse& warehouse, const Model& model,
                                 const DiscardOptions& options) {
    if (!options.reject_ids.empty()) return options.reject_ids;
    if (options.run_id) require_run(warehouse, model, *options.run_id);
    std::vector<std::int64_t> reject_ids;
    for (const auto& [reject_id, state] : reject_states(warehouse, model))
        if (state.open() && (options.all || state.run_id == options.run_id))
            reject_ids.push_back(reject_id);
    return reject_ids;
}

ExitCode run(Session& session, const DiscardOptions& options) {
    require_one_choice(options);
    const Model model = session.model();
    if (!session.warehouse_exists()) static_cast<void>(session.open_warehouse_to_read());
    const auto warehouse = session.open_warehouse();
    const std::vector<std::int64_t> reject_ids = chosen(*warehouse, model, options);
    discard_rejects(*warehouse, model, reject_ids);
    session.print_of_done(
        session.json() ? json_text({{"discarded", reject_ids.size()}})
                       : fmt::format("Discarded {}.\n", counted(reject_ids.size(), "reject")),
        "the rejects are discarded");
    return ExitCode::done;
}

}  // namespace

CommandAction declare_rejects_discard(Parameters& parameters) {
    const auto options = std::make_shared<DiscardOptions>();
    parameters.add_counts("reject", options->reject_ids,
                          "The numbers that the list has before them");
    parameters.add_count("--run", options->run_id, "All open rejects of this run");
    parameters.add_flag("--all", options->all, "All open rejects");
    return [options](Session& session) { return run(session, *options); };
}

}  // namespace sparkify
