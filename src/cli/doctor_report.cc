#include "cli/doctor_report.h"

#include "cli/result_json.h"
#include "report/text_table.h"

namespace sparkify {

std::string findings_table(const std::vector<Finding>& findings, const Terminal& terminal) {
    ResultTable table;
    table.columns = {{"", false}, {"subject", false}, {"finding", false}};
    for (const Finding& finding : findings)
        table.rows.push_back({std::string(finding.failure ? "failed" : "ok"), finding.subject,
                              finding.failure ? finding.failure->message().what : finding.text});
    return text_table(table, {}, terminal);
}

std::string findings_json(const std::vector<Finding>& findings) {
    auto list = nlohmann::ordered_json::array();
    for (const Finding& finding : findings)
        list.push_back(
            {{"subject", finding.subject},
             {"ok", !finding.failure.has_value()},
             {"finding", finding.text},
             {"next_step", finding.failure ? finding.failure->message().next_step : ""}});
    return json_text(list);
}

}  // namespace sparkify
