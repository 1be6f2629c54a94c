#pragma once

#include <string>

#include "base/value.h"

namespace sparkify {

/// The first row of a table as a table of two columns, name and value, for what has more columns
/// than a terminal. The first column is called `title`. NULLs are left out.
[[nodiscard]] ResultTable upended_row(const ResultTable& table, const std::string& title);

}  // namespace sparkify
