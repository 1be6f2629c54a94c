#include "cli/reject_line.h"

#include <fmt/format.h>

#include "cli/full_path.h"
#include "report/display_width.h"

namespace sparkify {
namespace {

constexpr std::size_t kShownValueColumns = 60;

}  // namespace

std::string text_of(const RejectLine& reject) {
    std::string text = fmt::format(
        "{}:{}: ", escaped_for_terminal(shown_path(std::string(reject.object))), reject.line);
    if (!reject.column.empty()) text += fmt::format("{}: ", reject.column);
    text += escaped_for_terminal(reject.reason);
    if (reject.value.empty()) return text;
    return text + ": " +
           truncated_to_width(escaped_for_terminal(reject.value), kShownValueColumns, "…");
}

}  // namespace sparkify
