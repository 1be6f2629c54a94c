#pragma once

#include "base/error.h"
#include "warehouse/statement_error.h"

namespace sparkify {

/// A COPY that failed for another reason than its records, in words for users: what the cluster
/// lacks to read the objects, and what to do about it. `role`: that COPY was told to take.
[[nodiscard]] Error copy_error_of(const StatementError& error, const std::string& role);

}  // namespace sparkify
