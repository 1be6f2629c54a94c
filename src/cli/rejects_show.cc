#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <variant>

#include <fmt/format.h>

#include "base/error.h"
#include "cli/command.h"
#include "cli/result_json.h"
#include "cli/upended_row.h"
#include "model/model.h"
#include "pipeline/ledger.h"
#include "report/display_width.h"
#include "report/text_table.h"
#include "warehouse/warehouse.h"

namespace sparkify {
namespace {

ResultTable reject_of(Session& session, std::int64_t reject_id) {
    const auto warehouse = session.open_warehouse_to_read();
    ResultTable reject = ask_ledger(*warehouse, session.model(), "reject",
                                    {{"reject_id", std::to_string(reject_id)}});
    if (!reject.rows.empty()) return reject;
    throw Error(ErrorCode::usage,
                {fmt::format("there is no reject {}", reject_id), warehouse->name(), "",
                 "`sparkify rejects list --all` lists them"});
}

/// Everything but the record as a table, and below it the record, line by line.
std::string human(ResultTable reject, const Terminal& terminal) {
    std::string record;
    for (std::size_t column = 0; column < reject.columns.size(); ++column)
        if (reject.columns[column].name == "record") {
            record = to_text(reject.rows.at(0).at(column));
            reject.rows.at(0).at(column) = std::monostate();
        }
    std::string text = text_table(upended_row(reject, "reject"), {}, terminal) + "\n";
    std::istringstream lines(record);
    for (std::string line; std::getline(lines, line);)
        text += escaped_for_terminal(line) + "\n";
    return text;
}

ExitCode run(Session& session, std::int64_t reject_id) {
    const ResultTable reject = reject_of(session, reject_id);
    Session::print(session.json() ? json_text(result_json(reject).at(0))
                                  : human(reject, session.terminal()));
    return ExitCode::done;
}

}  // namespace

CommandAction declare_rejects_show(Parameters& parameters) {
    const auto reject_id = std::make_shared<std::int64_t>(0);
    parameters.add_count("reject", *reject_id, "The number that the list has before it", {},
                         Parameters::Need::required);
    return [reject_id](Session& session) { return run(session, *reject_id); };
}

}  // namespace sparkify
