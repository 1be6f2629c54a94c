#include "report/table_grid.h"

#include <algorithm>

namespace sparkify {
namespace {

constexpr std::size_t kSmallestCut = 8;

std::size_t widest_value(const TableGrid& grid, std::size_t column) {
    std::size_t width = 0;
    for (const std::vector<TableCell>& row : grid.rows) {
        width = std::max(width, row.at(column).width);
    }
    return width;
}

}  // namespace

TableGrid grid_of(const ResultTable& table, const std::vector<std::size_t>& thousands_columns) {
    std::vector<bool> thousands(table.columns.size(), false);
    for (const std::size_t column : thousands_columns) {
        thousands.at(column) = true;
    }
    TableGrid grid;
    for (const ResultColumn& column : table.columns) {
        grid.header.push_back(cell_of_text(column.name));
    }
    for (const std::vector<Value>& row : table.rows) {
        std::vector<TableCell>& cells = grid.rows.emplace_back();
        for (std::size_t index = 0; index < row.size(); ++index) {
            cells.push_back(cell_of(row[index], thousands.at(index)));
        }
    }
    return grid;
}

std::vector<ColumnWidth> column_widths(const TableGrid& grid,
                                       const std::vector<ResultColumn>& columns) {
    std::vector<ColumnWidth> widths;
    for (std::size_t index = 0; index < columns.size(); ++index) {
        const std::size_t value = widest_value(grid, index);
        const std::size_t wanted = std::max(value, grid.header[index].width);
        const bool numeric = columns[index].numeric;
        const std::size_t smallest = numeric ? std::max(value, kSmallestCut) : kSmallestCut;
        widths.push_back({wanted, std::min(wanted, smallest)});
    }
    return widths;
}

}  // namespace sparkify
