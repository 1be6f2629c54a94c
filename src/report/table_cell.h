#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/value.h"

namespace sparkify {

/// A value as people see it: one line without control characters, and the columns it takes.
struct TableCell {
    std::string text;
    std::size_t width = 0;
    bool is_null = false;  ///< the text is a dash, to be shown dim
};

/// `thousands` groups the digits of numbers; text is left as it is.
[[nodiscard]] TableCell cell_of(const Value& value, bool thousands);

/// A cell with any text, for headers.
[[nodiscard]] TableCell cell_of_text(std::string_view text);

}  // namespace sparkify
