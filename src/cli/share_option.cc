#include "cli/share_option.h"

#include <charconv>

#include <fmt/format.h>

#include "base/error.h"

namespace sparkify {

double parse_share(const std::string& text) {
    const bool percent = text.ends_with('%');
    const char* end = text.data() + text.size() - (percent ? 1 : 0);
    double number = 0;
    const auto [rest, failure] = std::from_chars(text.data(), end, number);
    const double share = percent ? number / 100 : number;
    if (failure == std::errc() && rest == end && share >= 0 && share <= 1) return share;
    throw Error(ErrorCode::usage, {fmt::format("\"{}\" is no share", text), "", "",
                                   "write it as 0.01 or as 1%, at most 1 or 100%"});
}

}  // namespace sparkify
