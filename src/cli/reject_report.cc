#include "cli/reject_report.h"

#include <fmt/format.h>

#include "base/utf8_text.h"
#include "cli/full_path.h"
#include "report/quantity.h"
#include "report/text_table.h"

namespace sparkify {
namespace {

Value text_or_null(const std::string& text) {
    if (text.empty()) return std::monostate();
    return as_valid_text(text);
}

nlohmann::ordered_json json_or_null(const std::string& text) {
    if (text.empty()) return nullptr;
    return as_valid_text(text);
}

}  // namespace

std::string reject_report(const std::vector<TableRejects>& rejects, std::size_t shown,
                          const Terminal& terminal) {
    ResultTable table;
    table.columns = {
        {"object", false}, {"line", true}, {"column", false}, {"value", false}, {"reason", false}};
    std::uint64_t total = 0;
    bool complete = true;
    for (const TableRejects& of_table : rejects) {
        total += of_table.count;
        complete = complete && of_table.complete;
        for (const Reject& reject : of_table.rejects)
            if (table.rows.size() < shown)
                table.rows.push_back({as_valid_text(shown_path(reject.object)),
                                      static_cast<std::int64_t>(reject.line),
                                      text_or_null(reject.column), text_or_null(reject.value),
                                      reject.reason});
    }
    TextTableOptions options;
    options.title = "Rejected records";
    if (!complete)
        options.footnote = fmt::format("{} of at least {}: reading stopped early",
                                       table.rows.size(), count_text(total));
    else if (table.rows.size() < total)
        options.footnote = fmt::format("{} of {}; `sparkify rejects` lists them all",
                                       table.rows.size(), count_text(total));
    return text_table(table, options, terminal);
}

nlohmann::ordered_json rejects_json(const std::vector<TableRejects>& rejects) {
    auto list = nlohmann::ordered_json::array();
    for (const TableRejects& of_table : rejects)
        for (const Reject& reject : of_table.rejects)
            list.push_back({{"table", of_table.table},
                            {"object", as_valid_text(reject.object)},
                            {"line", reject.line},
                            {"column", json_or_null(reject.column)},
                            {"value", json_or_null(reject.value)},
                            {"reason", reject.reason}});
    return list;
}

}  // namespace sparkify
