#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "cli/full_path.h"
#include "cli/result_json.h"
#include "pipeline/ledger.h"
#include "report/quantity.h"
#include "report/text_table.h"

namespace sparkify {
namespace {

/// Without what the title says already, and without the records themselves, which can be megabytes.
ResultTable for_people(ResultTable rejects) {
    for (const std::string_view unshown : {"run_id", "record"}) {
        const auto column = std::ranges::find(rejects.columns, unshown, &ResultColumn::name);
        if (column == rejects.columns.end()) continue;
        const auto index = column - rejects.columns.begin();
        rejects.columns.erase(column);
        for (std::vector<Value>& row : rejects.rows)
            row.erase(row.begin() + index);
    }
    const auto object = std::ranges::find(rejects.columns, "object", &ResultColumn::name);
    for (std::vector<Value>& row : rejects.rows) {
        Value& key = row[static_cast<std::size_t>(object - rejects.columns.begin())];
        key = shown_path(to_text(key));
    }
    return rejects;
}

ExitCode run(Session& session) {
    const auto warehouse = session.open_warehouse_to_read();
    const ResultTable rejects = ask_ledger(*warehouse, session.model(), "latest_rejects");
    if (session.json()) {
        session.print(json_text(result_json(rejects)));
    } else if (rejects.rows.empty()) {
        session.print("No record was rejected.\n");
    } else {
        TextTableOptions options;
        options.title = "Rejected records of run " + to_text(rejects.rows.front().front());
        options.footnote =
            counted(rejects.rows.size(), "record") + "; --output json shows them whole";
        session.print(text_table(for_people(rejects), options, session.terminal()));
    }
    return ExitCode::done;
}

}  // namespace

CommandAction declare_rejects(CLI::App& /*app*/) {
    return run;
}

}  // namespace sparkify
