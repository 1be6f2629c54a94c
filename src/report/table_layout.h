#pragma once

#include <cstddef>
#include <vector>

namespace sparkify {

/// What the columns of a table would take, and how far each may be cut.
struct ColumnWidth {
    std::size_t wanted = 0;
    std::size_t smallest = 0;
};

/// How wide each column, and the bar behind them, come out.
struct TableLayout {
    std::vector<std::size_t> columns;
    unsigned bar_cells = 0;  ///< 0 if there is no bar, or no place for it
    bool fits = true;        ///< false if the columns are too wide even at their smallest
};

/// The blanks between two columns.
inline constexpr std::size_t kColumnGap = 2;

/// A layout without a limit to its width.
[[nodiscard]] TableLayout free_layout(const std::vector<ColumnWidth>& columns, bool with_bar);

/// A layout that takes at most `width` columns of the terminal if that can be. The bar shrinks
/// first, then always the widest column that still may; the bar is given up last of all.
[[nodiscard]] TableLayout fitted_layout(const std::vector<ColumnWidth>& columns, bool with_bar,
                                        std::size_t width);

}  // namespace sparkify
