#pragma once

#include "base/error.h"
#include "warehouse/statement_error.h"

namespace sparkify {

/// A COPY that failed for another reason than its records, in words for users: what the cluster
/// lacks to read the objects, and what to do about it. `role`: that COPY was told to take. IAM may
/// need a minute to tell of a new one: Retry::not_yet.
[[nodiscard]] StatementError copy_error_of(const StatementError& error, const std::string& role);

}  // namespace sparkify
