#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "pipeline/check.h"
#include "report/terminal.h"

namespace sparkify {

/// The results of all checks as a table, and beneath it the rows that break a rule.
[[nodiscard]] std::string check_report(const std::vector<CheckResult>& results,
                                       const Terminal& terminal);

/// Only the rows that break a rule; empty if there are none.
[[nodiscard]] std::string offending_rows(const std::vector<CheckResult>& results,
                                         const Terminal& terminal);

/// The same for programs.
[[nodiscard]] nlohmann::ordered_json check_json(const std::vector<CheckResult>& results);

}  // namespace sparkify
