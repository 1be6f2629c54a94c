#include "report/text_table.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "report/bar.h"
#include "report/display_width.h"
#include "report/row_blocks.h"
#include "report/style.h"
#include "report/table_grid.h"
#include "report/table_layout.h"

namespace sparkify {
namespace {

TableLayout layout_of(const TableGrid& grid, const ResultTable& table,
                      const TextTableOptions& options, const Terminal& terminal) {
    const std::vector<ColumnWidth> widths = column_widths(grid, table.columns);
    const bool with_bar = options.bar_column.has_value();
    if (!terminal.stdout_is_terminal) return free_layout(widths, with_bar);
    return fitted_layout(widths, with_bar, terminal.width);
}

void append_line(std::string& text, std::string_view line) {
    const std::size_t last = line.find_last_not_of(' ');
    if (last != std::string_view::npos) text += line.substr(0, last + 1);
    text += '\n';
}

// Puts the cells of one table into lines.
class LineSetter {
  public:
    LineSetter(const ResultTable& table, const TableLayout& layout, const Terminal& terminal)
        : table_{table}, layout_{layout}, terminal_{terminal} {}

    [[nodiscard]] std::string header(const std::vector<TableCell>& cells) const {
        return line(cells, [this](const TableCell&, std::string_view shown) {
            return styled(shown, Style::bold, terminal_.stdout_colour);
        });
    }

    [[nodiscard]] std::string row(const std::vector<TableCell>& cells) const {
        return line(cells, [this](const TableCell& cell, std::string_view shown) {
            return styled(shown, Style::dim, cell.is_null && terminal_.stdout_colour);
        });
    }

    [[nodiscard]] std::string rule() const {
        std::string text;
        for (std::size_t column = 0; column < layout_.columns.size(); ++column) {
            if (column > 0) text.append(kColumnGap, ' ');
            for (std::size_t step = 0; step < layout_.columns[column]; ++step) {
                text += terminal_.unicode ? "─" : "-";
            }
        }
        return styled(text, Style::dim, terminal_.stdout_colour);
    }

  private:
    template <typename Styling>
    [[nodiscard]] std::string line(const std::vector<TableCell>& cells, Styling styling) const {
        const std::string_view ellipsis = terminal_.unicode ? "…" : "...";
        std::string text;
        for (std::size_t column = 0; column < cells.size(); ++column) {
            const TableCell& cell = cells[column];
            const std::size_t width = layout_.columns[column];
            std::string shown = cell.text;
            if (cell.width > width) shown = truncated_to_width(cell.text, width, ellipsis);
            const std::size_t blanks = width - std::min(width, display_width(shown));
            const bool right = table_.columns[column].numeric;
            if (column > 0) text.append(kColumnGap, ' ');
            if (right) text.append(blanks, ' ');
            text += styling(cell, shown);
            if (!right) text.append(blanks, ' ');
        }
        return text;
    }

    const ResultTable& table_;
    const TableLayout& layout_;
    const Terminal& terminal_;
};

double number_in(const Value& value) {
    if (const auto* const integer = std::get_if<std::int64_t>(&value)) {
        return static_cast<double>(*integer);
    }
    const auto* const number = std::get_if<double>(&value);
    return number != nullptr && std::isfinite(*number) ? *number : 0;
}

// The bars of one column, a row each, with their gap; empty texts if there is no bar.
std::vector<std::string> bars_of(const ResultTable& table, const TextTableOptions& options,
                                 const TableLayout& layout, const Terminal& terminal) {
    std::vector<std::string> bars(table.rows.size());
    if (!options.bar_column || layout.bar_cells == 0) return bars;
    double largest = 0;
    for (const std::vector<Value>& row : table.rows) {
        largest = std::max(largest, number_in(row.at(*options.bar_column)));
    }
    for (std::size_t row = 0; row < bars.size(); ++row) {
        const double number = number_in(table.rows[row].at(*options.bar_column));
        const double share = largest > 0 ? number / largest : 0;
        const std::string drawn = bar(share, layout.bar_cells, terminal.unicode);
        bars[row].append(kColumnGap, ' ');
        bars[row] += styled(drawn, Style::accent, terminal.stdout_colour);
    }
    return bars;
}

std::string aligned_table(const ResultTable& table, const TableGrid& grid,
                          const TableLayout& layout, const TextTableOptions& options,
                          const Terminal& terminal) {
    const LineSetter setter{table, layout, terminal};
    const std::vector<std::string> bars = bars_of(table, options, layout, terminal);
    std::string text;
    append_line(text, setter.header(grid.header));
    append_line(text, setter.rule());
    for (std::size_t row = 0; row < grid.rows.size(); ++row) {
        append_line(text, setter.row(grid.rows[row]) + bars[row]);
    }
    return text;
}

std::string line_of(std::string_view text, Style style, const Terminal& terminal) {
    if (text.empty()) return {};
    return styled(escaped_for_terminal(text), style, terminal.stdout_colour) + '\n';
}

std::string body_of(const ResultTable& table, const TextTableOptions& options,
                    const Terminal& terminal) {
    if (table.columns.empty()) return {};
    const TableGrid grid = grid_of(table, options.thousands_columns);
    const TableLayout layout = layout_of(grid, table, options, terminal);
    if (!layout.fits && !grid.rows.empty()) return row_blocks(grid, terminal.stdout_colour);
    return aligned_table(table, grid, layout, options, terminal);
}

}  // namespace

std::string text_table(const ResultTable& table, const TextTableOptions& options,
                       const Terminal& terminal) {
    return line_of(options.title, Style::bold, terminal) + body_of(table, options, terminal) +
           line_of(options.footnote, Style::dim, terminal);
}

}  // namespace sparkify
