#pragma once

#include <string>

#include "cli/session.h"
#include "pipeline/etl.h"

namespace sparkify {

/// What a run would load, as text or as one JSON object; with `explain` also the reason for every
/// object.
[[nodiscard]] std::string plan_summary(const EtlReport& report, RunKind kind, bool explain,
                                       const Session& session);

}  // namespace sparkify
