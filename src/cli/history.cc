#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/full_path.h"
#include "cli/result_json.h"
#include "cli/upended_row.h"
#include "model/model.h"
#include "pipeline/ledger.h"
#include "report/display_width.h"
#include "report/duration.h"
#include "report/text_table.h"
#include "warehouse/warehouse.h"

namespace sparkify {
namespace {

/// The columns that the whole list of runs takes, without the errors.
constexpr unsigned kWide = 140;

/// "2018-11-01 20:57"
constexpr std::size_t kToTheMinute = 16;

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

std::string duration_of(double seconds) {
    return duration_text(std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::chrono::duration<double>(seconds)));
}

ResultTable with_durations(ResultTable steps) {
    steps.columns.at(1).name = "time";
    for (std::vector<Value>& row : steps.rows)
        row.at(1) = duration_of(std::get<double>(row.at(1)));
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

/// What of the list a terminal of 80 columns has room for: when, how long, how many records.
ResultTable narrowed(const ResultTable& runs) {
    constexpr std::array kNarrow{
        std::pair{"run_id", "run"},           std::pair{"kind", "kind"},
        std::pair{"status", "status"},        std::pair{"started", "started (UTC)"},
        std::pair{"records_read", "records"}, std::pair{"records_rejected", "rejected"},
        std::pair{"seconds", "time"}};
    ResultTable narrow;
    narrow.rows.resize(runs.rows.size());
    for (const auto& [name, title] : kNarrow) {
        const auto column = std::ranges::find(runs.columns, name, &ResultColumn::name);
        if (column == runs.columns.end()) continue;
        narrow.columns.push_back({title, column->numeric});
        for (std::size_t row = 0; row < runs.rows.size(); ++row) {
            Value value =
                runs.rows[row].at(static_cast<std::size_t>(column - runs.columns.begin()));
            if (const auto* time = std::get_if<Timestamp>(&value))
                value = to_text(*time).substr(0, kToTheMinute);
            if (const auto* seconds = std::get_if<double>(&value)) value = duration_of(*seconds);
            narrow.rows[row].push_back(std::move(value));
        }
    }
    return narrow;
}

/// An error may be a paragraph: what of it tells the runs apart is its beginning.
ResultTable with_short_errors(ResultTable runs, const Terminal& terminal) {
    constexpr std::size_t kWidth = 60;
    const auto column = std::ranges::find(runs.columns, "error", &ResultColumn::name);
    if (column == runs.columns.end()) return runs;
    for (std::vector<Value>& row : runs.rows) {
        Value& error = row.at(static_cast<std::size_t>(column - runs.columns.begin()));
        if (!is_null(error))
            error = truncated_to_width(escaped_for_terminal(to_text(error)), kWidth,
                                       terminal.unicode ? "…" : "...");
    }
    return runs;
}

std::string list_of(const ResultTable& runs, const Session& session) {
    if (session.json()) return json_text(result_json(runs));
    if (runs.rows.empty()) return "There was no run yet.\n";
    TextTableOptions options;
    const Terminal& terminal = session.terminal();
    if (terminal.stdout_is_terminal && terminal.width < kWide) {
        options.thousands_columns = {4, 5};
        options.footnote = "`sparkify history RUN` shows more of a run";
        return text_table(narrowed(runs), options, terminal);
    }
    options.thousands_columns = {5, 6, 7, 8, 9};
    return text_table(with_short_errors(runs, terminal), options, terminal);
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

CommandAction declare_history(Parameters& parameters) {
    const auto options = std::make_shared<HistoryOptions>();
    parameters.add_count("run", options->run_id,
                         "Only this run, with its objects, steps and checks");
    return [options](Session& session) { return run(session, *options); };
}

}  // namespace sparkify
