#include "base/nearest_name.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <vector>

namespace sparkify {
namespace {

bool same_letter(char left, char right) {
    return std::tolower(static_cast<unsigned char>(left)) ==
           std::tolower(static_cast<unsigned char>(right));
}

/// Optimal string alignment distance, with three rows of the usual table.
std::size_t edits_between(std::string_view from, std::string_view to) {
    std::vector<std::size_t> before_last(to.size() + 1);
    std::vector<std::size_t> last(to.size() + 1);
    std::vector<std::size_t> current(to.size() + 1);
    for (std::size_t column = 0; column <= to.size(); ++column)
        last[column] = column;
    for (std::size_t row = 1; row <= from.size(); ++row) {
        current[0] = row;
        for (std::size_t column = 1; column <= to.size(); ++column) {
            const bool same = same_letter(from[row - 1], to[column - 1]);
            current[column] = std::min(
                {last[column] + 1, current[column - 1] + 1, last[column - 1] + (same ? 0U : 1U)});
            const bool swapped = row > 1 && column > 1 &&
                                 same_letter(from[row - 1], to[column - 2]) &&
                                 same_letter(from[row - 2], to[column - 1]);
            if (swapped) current[column] = std::min(current[column], before_last[column - 2] + 1);
        }
        std::swap(before_last, last);
        std::swap(last, current);
    }
    return last[to.size()];
}

}  // namespace

std::string nearest_name(std::string_view typed, std::span<const std::string> names) {
    std::string nearest;
    std::size_t fewest = std::max<std::size_t>(1, typed.size() / 3) + 1;
    for (const std::string& name : names) {
        const std::size_t edits = edits_between(typed, name);
        if (edits >= fewest) continue;
        fewest = edits;
        nearest = name;
    }
    return nearest;
}

}  // namespace sparkify
