#pragma once

#include <string>

#include "cli/session.h"
#include "pipeline/etl.h"

namespace sparkify {

/// What a run did, as text or as one JSON object; with `explain` also why every object was loaded
/// or not.
[[nodiscard]] std::string etl_summary(const EtlReport& report, bool explain,
                                      const Session& session);

/// What is known of a run that failed: its rejects and the rows that broke a check. Empty if
/// nothing is known.
[[nodiscard]] std::string failed_etl_summary(const EtlReport& report, const Session& session);

}  // namespace sparkify
