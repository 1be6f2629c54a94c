#include "report/table_layout.h"

#include <algorithm>

namespace sparkify {
namespace {

constexpr unsigned kUsualBar = 24;
constexpr unsigned kSmallestBar = 12;

std::size_t total_of(const std::vector<std::size_t>& columns) {
    std::size_t total = columns.empty() ? 0 : (columns.size() - 1) * kColumnGap;
    for (const std::size_t column : columns) {
        total += column;
    }
    return total;
}

std::vector<std::size_t> wanted_widths(const std::vector<ColumnWidth>& columns) {
    std::vector<std::size_t> widths;
    for (const ColumnWidth& column : columns) {
        widths.push_back(column.wanted);
    }
    return widths;
}

// The index of the widest column that may shrink, or the number of columns if none may.
std::size_t widest_shrinkable(const std::vector<ColumnWidth>& columns,
                              const std::vector<std::size_t>& widths) {
    std::size_t widest = widths.size();
    for (std::size_t index = 0; index < widths.size(); ++index) {
        if (widths[index] <= columns[index].smallest) continue;
        if (widest == widths.size() || widths[index] > widths[widest]) widest = index;
    }
    return widest;
}

// One column at a time is quick enough once nothing is wider than the terminal.
TableLayout shrunk_layout(const std::vector<ColumnWidth>& columns, std::size_t width) {
    TableLayout layout{wanted_widths(columns), 0, true};
    for (std::size_t index = 0; index < columns.size(); ++index) {
        const std::size_t limit = std::max(width, columns[index].smallest);
        layout.columns[index] = std::min(layout.columns[index], limit);
    }
    while (total_of(layout.columns) > width) {
        const std::size_t widest = widest_shrinkable(columns, layout.columns);
        if (widest == columns.size()) {
            layout.fits = false;
            break;
        }
        --layout.columns[widest];
    }
    return layout;
}

unsigned bar_that_fits(const std::vector<ColumnWidth>& columns, std::size_t width) {
    const std::size_t taken = total_of(wanted_widths(columns)) + kColumnGap;
    const std::size_t left = width > taken ? width - taken : 0;
    return static_cast<unsigned>(
        std::clamp<std::size_t>(left, std::size_t{kSmallestBar}, std::size_t{kUsualBar}));
}

}  // namespace

TableLayout free_layout(const std::vector<ColumnWidth>& columns, bool with_bar) {
    return {wanted_widths(columns), with_bar ? kUsualBar : 0, true};
}

TableLayout fitted_layout(const std::vector<ColumnWidth>& columns, bool with_bar,
                          std::size_t width) {
    const unsigned cells = with_bar ? bar_that_fits(columns, width) : 0;
    if (cells > 0 && width > cells + kColumnGap) {
        TableLayout layout = shrunk_layout(columns, width - cells - kColumnGap);
        layout.bar_cells = cells;
        if (layout.fits) return layout;
    }
    return shrunk_layout(columns, width);
}

}  // namespace sparkify
