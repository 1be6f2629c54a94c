#include "cli/command.h"
#include "cli/result_json.h"
#include "pipeline/ledger.h"
#include "report/quantity.h"
#include "report/text_table.h"

namespace sparkify {
namespace {

ExitCode run(Session& session) {
    const auto warehouse = session.open_warehouse_to_read();
    const ResultTable rejects = latest_rejects(*warehouse);
    if (session.json()) {
        session.print(result_json(rejects).dump(2) + "\n");
    } else if (rejects.rows.empty()) {
        session.print("No record was rejected.\n");
    } else {
        TextTableOptions options;
        options.title = "Rejected records of run " + to_text(rejects.rows.front().front());
        options.footnote = counted(rejects.rows.size(), "record");
        session.print(text_table(rejects, options, session.terminal()));
    }
    return ExitCode::done;
}

}  // namespace

CommandAction declare_rejects(CLI::App& /*options*/) {
    return run;
}

}  // namespace sparkify
