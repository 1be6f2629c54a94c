#include "report/row_blocks.h"

#include <algorithm>

#include <fmt/format.h>

#include "report/style.h"

namespace sparkify {
namespace {

std::size_t widest(const std::vector<TableCell>& cells) {
    std::size_t width = 0;
    for (const TableCell& cell : cells) {
        width = std::max(width, cell.width);
    }
    return width;
}

}  // namespace

std::string row_blocks(const TableGrid& grid, bool colour) {
    const std::size_t name_width = widest(grid.header);
    std::string text;
    for (std::size_t row = 0; row < grid.rows.size(); ++row) {
        text += styled(fmt::format("row {}", row + 1), Style::bold, colour) + '\n';
        for (std::size_t column = 0; column < grid.header.size(); ++column) {
            const TableCell& name = grid.header[column];
            const TableCell& cell = grid.rows[row].at(column);
            text += "  " + styled(name.text, Style::dim, colour);
            if (!cell.text.empty()) text.append(name_width - name.width + kColumnGap, ' ');
            text += styled(cell.text, Style::dim, cell.is_null && colour) + '\n';
        }
    }
    return text;
}

}  // namespace sparkify
