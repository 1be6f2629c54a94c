#include "aws/amz_date.h"

#include <algorithm>
#include <array>
#include <ctime>

#include <time.h>

namespace sparkify {
namespace {

std::optional<std::chrono::system_clock::time_point> parse(const std::string& text,
                                                           const char* format) {
    std::tm parts{};
    if (::strptime(text.c_str(), format, &parts) == nullptr) return std::nullopt;
    return std::chrono::system_clock::from_time_t(::timegm(&parts));
}

/// "Z", "+01:00", "-0530": what to take off to get UTC.
std::optional<std::chrono::minutes> offset_in(std::string_view text) {
    if (text == "Z") return std::chrono::minutes(0);
    std::string digits(text.substr(0, text.find(':')));
    if (text.find(':') != std::string_view::npos) digits += text.substr(text.find(':') + 1);
    if (digits.size() != 5 || (digits[0] != '+' && digits[0] != '-') ||
        digits.find_first_not_of("0123456789", 1) != std::string::npos)
        return std::nullopt;
    const int number = std::stoi(digits.substr(1));
    const std::chrono::minutes offset((number / 100) * 60 + number % 100);
    return digits[0] == '-' ? -offset : offset;
}

std::string formatted(std::chrono::system_clock::time_point time, const char* format) {
    const std::time_t seconds =
        std::chrono::system_clock::to_time_t(std::chrono::floor<std::chrono::seconds>(time));
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    const std::size_t size = std::strftime(text.data(), text.size(), format, &parts);
    return {text.data(), size};
}

}  // namespace

std::string amz_date(std::chrono::system_clock::time_point time) {
    return formatted(time, "%Y%m%dT%H%M%SZ");
}

std::string iso_time(std::chrono::system_clock::time_point time) {
    return formatted(time, "%Y-%m-%dT%H:%M:%SZ");
}

std::optional<std::chrono::system_clock::time_point> parse_iso_time(std::string_view text) {
    constexpr std::size_t kToTheSecond = 19;
    if (text.size() <= kToTheSecond) return std::nullopt;
    std::string_view rest = text.substr(kToTheSecond);
    if (rest.front() == '.')
        rest.remove_prefix(std::min(rest.find_first_not_of("0123456789", 1), rest.size()));
    const auto offset = offset_in(rest);
    const auto local = parse(std::string(text.substr(0, kToTheSecond)), "%Y-%m-%dT%H:%M:%S");
    if (!offset || !local) return std::nullopt;
    return *local - *offset;
}

std::optional<std::chrono::system_clock::time_point> parse_http_date(std::string_view text) {
    // Names of days and months are those of the C locale, which the program never changes.
    return parse(std::string(text), "%a, %d %b %Y %H:%M:%S GMT");
}

}  // namespace sparkify
