#include "cli/check_report.h"

#include <fmt/format.h>

#include "cli/result_json.h"
#include "report/quantity.h"
#include "report/text_table.h"

namespace sparkify {
namespace {

const char* outcome_of(const CheckResult& result) {
    if (result.passed()) return "passed";
    return result.severity == Severity::error ? "failed" : "warning";
}

}  // namespace

std::string check_report(const std::vector<CheckResult>& results, const Terminal& terminal) {
    ResultTable table;
    table.columns = {
        {"check", false}, {"rule", false}, {"outcome", false}, {"rows against it", true}};
    for (const CheckResult& result : results)
        table.rows.push_back({result.name, result.title, std::string(outcome_of(result)),
                              static_cast<std::int64_t>(result.offending)});
    return text_table(
               table,
               {.title = "Checks", .footnote = "", .thousands_columns = {3}, .bar_column = {}},
               terminal) +
           offending_rows(results, terminal);
}

std::string offending_rows(const std::vector<CheckResult>& results, const Terminal& terminal) {
    std::string text;
    for (const CheckResult& result : results) {
        if (result.passed()) continue;
        TextTableOptions options;
        options.title =
            fmt::format("{} ({}): rows that break the rule", result.title, outcome_of(result));
        options.footnote =
            fmt::format("{} of {}", result.examples.rows.size(), counted(result.offending, "row"));
        text += "\n" + text_table(result.examples, options, terminal);
    }
    return text;
}

nlohmann::ordered_json check_json(const std::vector<CheckResult>& results) {
    auto list = nlohmann::ordered_json::array();
    for (const CheckResult& result : results)
        list.push_back({{"check", result.name},
                        {"rule", result.title},
                        {"outcome", outcome_of(result)},
                        {"offending_rows", result.offending},
                        {"examples", result_json(result.examples)}});
    return list;
}

}  // namespace sparkify
