#include "report/style.h"

#include <fmt/format.h>

namespace sparkify {
namespace {

std::string_view parameters_of(Style style) {
    switch (style) {
        case Style::bold:
            return "1";
        case Style::dim:
            return "2";
        case Style::accent:
            return "36";
        case Style::warning:
            return "1;33";
        case Style::error:
            return "1;31";
    }
    return "0";
}

}  // namespace

std::string styled(std::string_view text, Style style, bool colour) {
    if (!colour || text.empty()) return std::string{text};
    return fmt::format("\x1b[{}m{}\x1b[0m", parameters_of(style), text);
}

}  // namespace sparkify
