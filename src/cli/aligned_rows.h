#pragma once

#include <string>
#include <vector>

namespace sparkify {

/// Cells of ASCII under each other, without a heading: a line for each row, indented, its cells as
/// far apart as the longest of their column needs. The last cell of a row is as long as it is.
[[nodiscard]] std::string aligned_rows(const std::vector<std::vector<std::string>>& rows);

}  // namespace sparkify
