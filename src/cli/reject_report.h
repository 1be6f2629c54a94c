#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "pipeline/etl.h"
#include "report/terminal.h"

namespace sparkify {

/// The first `shown` rejects, one per line.
[[nodiscard]] std::string reject_report(const std::vector<TableRejects>& rejects, std::size_t shown,
                                        const Terminal& terminal);

/// The first rejects of each table (RejectLog::kExamples), for programs.
[[nodiscard]] nlohmann::ordered_json rejects_json(const std::vector<TableRejects>& rejects);

}  // namespace sparkify
