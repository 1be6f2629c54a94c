#include "report/bar.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace sparkify {
namespace {

// How many of `steps` the share fills: at least one if it fills any.
unsigned filled_steps(double share, unsigned steps) {
    if (!(share > 0)) return 0;
    const double filled = std::round(std::min(share, 1.0) * steps);
    return std::max(static_cast<unsigned>(filled), 1U);
}

}  // namespace

std::string bar(double share, unsigned cells, bool unicode) {
    if (cells == 0) return {};
    std::string result;
    if (!unicode) return result.append(filled_steps(share, cells), '#');
    constexpr std::array<std::string_view, 8> kEighths{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    const unsigned filled = filled_steps(share, cells * 8);
    for (unsigned cell = 0; cell < filled / 8; ++cell) {
        result += "█";
    }
    result += kEighths[filled % 8];
    return result;
}

}  // namespace sparkify
