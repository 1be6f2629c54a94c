#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "report/terminal.h"

namespace sparkify {

/// One thing that `doctor` looked at.
struct Finding {
    std::string subject;                          ///< "credentials"
    std::string text;                             ///< what was found
    std::optional<Error> failure = std::nullopt;  ///< why a run would fail
    std::string doubt = {};                       ///< why it may not be what is meant
};

/// An aligned table for people.
[[nodiscard]] std::string findings_table(const std::vector<Finding>& findings,
                                         const Terminal& terminal);

/// [{"subject": "credentials", "outcome": "ok", "finding": "...", "next_step": ""}]
[[nodiscard]] std::string findings_json(const std::vector<Finding>& findings);

}  // namespace sparkify
