#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/count_option.h"
#include "cli/full_path.h"
#include "cli/result_json.h"
#include "cli/upended_row.h"
#include "pipeline/ledger.h"
#include "report/duration.h"
#include "report/text_table.h"

namespace sparkify {
namespace {

struct HistoryOptions {
    std::optional<std::int64_t> run_id;
};

/// One run with all that the ledger has of it.
struct RunDetails {
    ResultTable run;
    ResultTable objects;
    ResultTable steps;
    ResultTable checks;
};

RunDetails details_of(Warehouse& warehouse, const Model& model, std::int64_t run_id) {
    const auto ask = [&](std::string_view question) {
        return ask_ledger(warehouse, model, question, {{"run_id", std::to_string(run_id)}});
    };
    require_run(warehouse, model, run_id);
    return {ask("run"), ask("run_objects"), ask("run_steps"), ask("run_checks")};
}

ResultTable with_shown_paths(ResultTable objects) {
    for (std::vector<Value>& row : objects.rows)
        row.at(1) = shown_path(to_text(row.at(1)));
    return objects;
}

ResultTable with_durations(ResultTable steps) {
    steps.columns.at(1).name = "time";
    for (std::vector<Value>& row : steps.rows) {
        const std::chrono::duration<double> seconds(std::get<double>(row.at(1)));
        row.at(1) = duration_text(std::chrono::duration_cast<std::chrono::nanoseconds>(seconds));
    }
    return steps;
}

std::string human(const RunDetails& details, const Terminal& terminal) {
    TextTableOptions counts;
    counts.thousands_columns = {2, 3, 4};
    return text_table(upended_row(details.run, "run"), {}, terminal) + "\n" +
           text_table(with_shown_paths(details.objects), counts, terminal) + "\n" +
           text_table(with_durations(details.steps), {}, terminal) + "\n" +
           text_table(details.checks, {}, terminal);
}

std::string json(const RunDetails& details) {
    return json_text({{"run", result_json(details.run).at(0)},
                      {"objects", result_json(details.objects)},
                      {"steps", result_json(details.steps)},
                      {"checks", result_json(details.checks)}});
}

std::string list_of(const ResultTable& runs, const Session& session) {
    if (session.json()) return json_text(result_json(runs));
    if (runs.rows.empty()) return "There was no run yet.\n";
    TextTableOptions options;
    options.thousands_columns = {5, 6, 7, 8, 9};
    return text_table(runs, options, session.terminal());
}

ExitCode run(Session& session, const HistoryOptions& options) {
    const Model model = session.model();
    const auto warehouse = session.open_warehouse_to_read();
    if (!options.run_id) {
        Session::print(list_of(ask_ledger(*warehouse, model, "history"), session));
        return ExitCode::done;
    }
    const RunDetails details = details_of(*warehouse, model, *options.run_id);
    Session::print(session.json() ? json(details) : human(details, session.terminal()));
    return ExitCode::done;
}

}  // namespace

CommandAction declare_history(CLI::App& app) {
    const auto options = std::make_shared<HistoryOptions>();
    add_count(app, "run", options->run_id, "Only this run, with its objects, steps and checks");
    return [options](Session& session) { return run(session, *options); };
}

}  // namespace sparkify
