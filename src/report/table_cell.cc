#include "report/table_cell.h"

#include <utility>

#include "base/quantity.h"
#include "report/display_width.h"

namespace sparkify {
namespace {

bool is_number(const Value& value) {
    return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
}

}  // namespace

TableCell cell_of(const Value& value, bool thousands) {
    if (is_null(value)) return {"-", 1, true};
    if (thousands && is_number(value)) return cell_of_text(with_thousands(to_text(value)));
    return cell_of_text(to_text(value));
}

TableCell cell_of_text(std::string_view text) {
    std::string escaped = escaped_for_terminal(text);
    const std::size_t width = display_width(escaped);
    return {std::move(escaped), width, false};
}

}  // namespace sparkify
