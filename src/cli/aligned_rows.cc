#include "cli/aligned_rows.h"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

namespace sparkify {
namespace {

constexpr const char* kIndent = "  ";
constexpr const char* kGap = "  ";

/// Of all columns but those that only end rows.
std::vector<std::size_t> widths_of(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows)
        for (std::size_t column = 0; column + 1 < row.size(); ++column) {
            if (widths.size() <= column) widths.push_back(0);
            widths[column] = std::max(widths[column], row[column].size());
        }
    return widths;
}

}  // namespace

std::string aligned_rows(const std::vector<std::vector<std::string>>& rows) {
    const std::vector<std::size_t> widths = widths_of(rows);
    std::string text;
    for (const auto& row : rows) {
        text += kIndent;
        for (std::size_t column = 0; column + 1 < row.size(); ++column)
            text += fmt::format("{:<{}}{}", row[column], widths[column], kGap);
        text += row.empty() ? "" : row.back();
        text += '\n';
    }
    return text;
}

}  // namespace sparkify
