#pragma once

#include <string>

#include "report/table_grid.h"

namespace sparkify {

/// A block of lines per row, for what is too wide to be a table:
///
///     row 1
///       user_id  80
///       level    paid
///
/// Nothing is cut. Ends in a line end unless there is no row.
[[nodiscard]] std::string row_blocks(const TableGrid& grid, bool colour);

}  // namespace sparkify
