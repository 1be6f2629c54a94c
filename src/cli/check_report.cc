#include "cli/check_report.h"

#include <nlohmann/json.hpp>
#include <utility>

#include <fmt/format.h>

#include "base/quantity.h"
#include "cli/result_json.h"
#include "report/text_table.h"

namespace sparkify {
namespace {

const char* outcome_of(const CheckResult& result) {
    if (result.passed()) return "passed";
    return result.severity == Severity::error ? "failed" : "warning";
}

Value measured(const CheckResult& result) {
    if (!result.measured) return std::monostate();
    return static_cast<std::int64_t>(*result.measured);
}

}  // namespace

std::string check_report(const std::vector<CheckResult>& results, const Terminal& terminal) {
    ResultTable table;
    table.columns = {{"outcome", false}, {"against", true}, {"of rows", true}, {"rule", false}};
    for (const CheckResult& result : results)
        table.rows.push_back({std::string(outcome_of(result)),
                              static_cast<std::int64_t>(result.offending), measured(result),
                              result.title});
    TextTableOptions options;
    options.title = "Checks";
    options.thousands_columns = {1, 2};
    return text_table(table, options, terminal) + offending_rows(results, terminal);
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
    for (const CheckResult& result : results) {
        nlohmann::ordered_json check{{"check", result.name},
                                     {"rule", result.title},
                                     {"outcome", outcome_of(result)},
                                     {"offending_rows", result.offending}};
        if (result.measured) check["measured_rows"] = *result.measured;
        check["examples"] = result_json(result.examples);
        list.push_back(std::move(check));
    }
    return list;
}

}  // namespace sparkify
