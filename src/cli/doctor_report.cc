#include "cli/doctor_report.h"

#include <nlohmann/json.hpp>

#include "cli/result_json.h"
#include "report/text_table.h"

namespace sparkify {

namespace {

const char* outcome_of(const Finding& finding) {
    if (finding.failure) return "failed";
    return finding.doubt.empty() ? "ok" : "warning";
}

std::string next_step_of(const Finding& finding) {
    return finding.failure ? finding.failure->message().next_step : finding.doubt;
}

}  // namespace

std::string findings_table(const std::vector<Finding>& findings, const Terminal& terminal) {
    ResultTable table;
    table.columns = {{"", false}, {"subject", false}, {"finding", false}};
    for (const Finding& finding : findings)
        table.rows.push_back({std::string(outcome_of(finding)), finding.subject,
                              finding.failure ? finding.failure->message().what : finding.text});
    return text_table(table, {}, terminal);
}

std::string findings_json(const std::vector<Finding>& findings) {
    auto list = nlohmann::ordered_json::array();
    for (const Finding& finding : findings)
        list.push_back({{"subject", finding.subject},
                        {"outcome", outcome_of(finding)},
                        {"finding", finding.text},
                        {"next_step", next_step_of(finding)}});
    return json_text(list);
}

}  // namespace sparkify
