#include "base/quantity.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace sparkify {
namespace {

struct Scaled {
    double number;
    std::string_view prefix;
};

// The limit is where rounding to a whole number would lead into the next unit.
Scaled scaled(double number) {
    constexpr std::array<std::string_view, 7> kPrefixes{"", "k", "M", "G", "T", "P", "E"};
    std::size_t index = 0;
    while (number >= 999.5 && index + 1 < kPrefixes.size()) {
        number /= 1'000;
        ++index;
    }
    return {number, kPrefixes[index]};
}

std::string short_number(double number) {
    return number < 9.95 ? fmt::format("{:.1f}", number) : fmt::format("{:.0f}", number);
}

double at_least_zero(double number) {
    return std::isfinite(number) ? std::max(number, 0.0) : 0.0;
}

bool is_plain_decimal(std::string_view number) {
    if (!number.empty() && number.front() == '-') number.remove_prefix(1);
    return !number.empty() && number.find_first_not_of(".0123456789") == std::string_view::npos;
}

}  // namespace

std::string with_thousands(std::string_view number) {
    if (!is_plain_decimal(number)) return std::string{number};
    const std::size_t begin = number.front() == '-' ? 1 : 0;
    const std::size_t end = std::min(number.find('.'), number.size());
    std::string result{number.substr(0, begin)};
    for (std::size_t index = begin; index < end; ++index) {
        if (index > begin && (end - index) % 3 == 0) result += ',';
        result += number[index];
    }
    result += number.substr(end);
    return result;
}

std::string count_text(std::uint64_t count) {
    return with_thousands(fmt::format_int(count).str());
}

std::string counted(std::uint64_t count, std::string_view singular, std::string_view plural) {
    if (count == 1) return fmt::format("1 {}", singular);
    if (plural.empty()) return fmt::format("{} {}s", count_text(count), singular);
    return fmt::format("{} {}", count_text(count), plural);
}

std::string bytes_text(std::uint64_t bytes) {
    if (bytes < 1'000) return fmt::format("{} B", bytes);
    const auto [number, prefix] = scaled(static_cast<double>(bytes));
    return fmt::format("{} {}B", short_number(number), prefix);
}

std::string rate_text(double per_second, std::string_view unit) {
    const auto [number, prefix] = scaled(at_least_zero(per_second));
    return fmt::format("{}{}{} {}/s", short_number(number), prefix.empty() ? "" : " ", prefix,
                       unit);
}

std::string byte_rate_text(double bytes_per_second) {
    return bytes_text(static_cast<std::uint64_t>(at_least_zero(bytes_per_second))) + "/s";
}

std::string percent_text(double share) {
    if (!std::isfinite(share)) return "-";
    const double percent = std::max(share, 0.0) * 100;
    if (percent == 0) return "0 %";
    if (percent < 0.05) return "<0.1 %";
    if (percent < 9.95) return fmt::format("{:.1f} %", percent);
    if (percent < 99.5 || percent >= 100) return fmt::format("{:.0f} %", percent);
    return fmt::format("{:.1f} %", std::floor(percent * 10) / 10);
}

}  // namespace sparkify
