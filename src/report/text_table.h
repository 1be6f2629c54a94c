#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/value.h"
#include "report/terminal.h"

namespace sparkify {

/// What a table shows beside its rows. Columns are given by their index.
struct TextTableOptions {
    std::string title;                           ///< a line above; none if empty
    std::string footnote;                        ///< a line below: "10 of 123 rows"
    std::vector<std::size_t> thousands_columns;  ///< show 2,000,000 instead of 2000000
    std::optional<std::size_t> bar_column;  ///< draw its numbers as bars behind the last column
};

/// A result as an aligned table for people, to be written to standard output. Ends in a line end.
///
/// Numeric columns are right aligned; NULL is a dash, dim where there is colour; control characters
/// are escaped. Bars are scaled to the largest number; what is not above 0 has none.
///
/// On a terminal the table is made to fit its width: bars get shorter, then the widest columns are
/// cut with an ellipsis, numbers never. Where even that is not enough, each row becomes a block
/// with a line per column. In a pipe nothing is ever cut.
[[nodiscard]] std::string text_table(const ResultTable& table, const TextTableOptions& options,
                                     const Terminal& terminal);

}  // namespace sparkify
