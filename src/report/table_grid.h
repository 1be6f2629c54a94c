#pragma once

#include <cstddef>
#include <vector>

#include "base/value.h"
#include "report/table_cell.h"
#include "report/table_layout.h"

namespace sparkify {

/// A result as the cells that people see.
struct TableGrid {
    std::vector<TableCell> header;
    std::vector<std::vector<TableCell>> rows;
};

/// `thousands_columns` are the indices of the columns whose digits are grouped. Throws
/// std::out_of_range if there is no such column, or if a row has more values than columns.
[[nodiscard]] TableGrid grid_of(const ResultTable& table,
                                const std::vector<std::size_t>& thousands_columns);

/// What each column of the grid wants and may be cut to: text to 8 columns of the terminal, names
/// of numeric columns likewise, but numbers never.
[[nodiscard]] std::vector<ColumnWidth> column_widths(const TableGrid& grid,
                                                     const std::vector<ResultColumn>& columns);

}  // namespace sparkify
