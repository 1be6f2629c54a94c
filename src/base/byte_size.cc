#include "base/byte_size.h"

#include <array>
#include <cctype>
#include <charconv>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"

namespace sparkify {
namespace {

constexpr std::array<std::pair<std::string_view, double>, 14> kUnits{{
    {"", 1},
    {"b", 1},
    {"k", 1e3},
    {"kb", 1e3},
    {"m", 1e6},
    {"mb", 1e6},
    {"g", 1e9},
    {"gb", 1e9},
    {"t", 1e12},
    {"tb", 1e12},
    {"kib", 1024.0},
    {"mib", 1024.0 * 1024},
    {"gib", 1024.0 * 1024 * 1024},
    {"tib", 1024.0 * 1024 * 1024 * 1024},
}};

[[noreturn]] void throw_not_a_size(std::string_view text) {
    throw Error(ErrorCode::usage, {fmt::format("\"{}\" is not an amount of memory", text), "", "",
                                   "write it as 512MB, 2GB or 1.5GiB"});
}

std::string lower_without_blanks(std::string_view text) {
    std::string result;
    for (const char byte : text)
        if (byte != ' ')
            result += static_cast<char>(std::tolower(static_cast<unsigned char>(byte)));
    return result;
}

}  // namespace

std::uint64_t parse_byte_size(std::string_view text) {
    const std::string written = lower_without_blanks(text);
    double amount = 0;
    const char* end = written.data() + written.size();
    const auto [unit_begin, error] = std::from_chars(written.data(), end, amount);
    if (error != std::errc() || !(amount >= 0)) throw_not_a_size(text);
    const std::string_view unit(unit_begin, static_cast<std::size_t>(end - unit_begin));
    for (const auto& [name, factor] : kUnits) {
        if (name != unit) continue;
        if (amount * factor >= 9e18) throw_not_a_size(text);
        return static_cast<std::uint64_t>(amount * factor);
    }
    throw_not_a_size(text);
}

}  // namespace sparkify
