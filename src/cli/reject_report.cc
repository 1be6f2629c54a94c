#include "cli/reject_report.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include "base/quantity.h"
#include "base/utf8_text.h"
#include "cli/reject_line.h"
#include "report/style.h"

namespace sparkify {
namespace {

std::string line_of(const Reject& reject) {
    return text_of({reject.object, reject.line, reject.column, reject.value, reject.reason});
}

nlohmann::ordered_json json_or_null(const std::string& text) {
    if (text.empty()) return nullptr;
    return as_valid_text(text);
}

}  // namespace

std::string reject_report(const std::vector<TableRejects>& rejects, std::size_t shown,
                          const Terminal& terminal) {
    std::string text = styled("Rejected records", Style::bold, terminal.stdout_colour) + "\n";
    std::size_t lines = 0;
    std::uint64_t total = 0;
    bool complete = true;
    for (const TableRejects& of_table : rejects) {
        total += of_table.count;
        complete = complete && of_table.complete;
        for (const Reject& reject : of_table.rejects)
            if (lines < shown) {
                text += "  " + line_of(reject) + "\n";
                ++lines;
            }
    }
    if (!complete)
        text +=
            fmt::format("{} of at least {}: reading stopped early.\n", lines, count_text(total));
    else if (lines < total)
        text +=
            fmt::format("{} of {}; `sparkify rejects` lists them all.\n", lines, count_text(total));
    return text;
}

nlohmann::ordered_json rejects_json(const std::vector<TableRejects>& rejects) {
    auto list = nlohmann::ordered_json::array();
    for (const TableRejects& of_table : rejects)
        for (const Reject& reject : of_table.rejects)
            list.push_back({{"table_name", of_table.table},
                            {"object", as_valid_text(reject.object)},
                            {"line", reject.line},
                            {"column_name", json_or_null(reject.column)},
                            {"value", json_or_null(reject.value)},
                            {"reason", reject.reason}});
    return list;
}

}  // namespace sparkify
