#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/session.h"
#include "pipeline/etl.h"

namespace sparkify {

/// What a run would load, as text or as one JSON object; with `explain` also the reason for every
/// object.
[[nodiscard]] std::string plan_summary(const EtlReport& report, bool explain,
                                       const Session& session);

/// The same as a JSON array with one element per staging table.
[[nodiscard]] nlohmann::ordered_json plan_json(const EtlReport& report, bool explain);

}  // namespace sparkify
