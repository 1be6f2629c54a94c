#include "aws/amz_date.h"

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

}  // namespace

std::string amz_date(std::chrono::system_clock::time_point time) {
    const std::time_t seconds =
        std::chrono::system_clock::to_time_t(std::chrono::floor<std::chrono::seconds>(time));
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char text[32];
    const std::size_t size = std::strftime(text, sizeof text, "%Y%m%dT%H%M%SZ", &parts);
    return {text, size};
}

std::optional<std::chrono::system_clock::time_point> parse_iso_time(std::string_view text) {
    constexpr std::size_t kToTheSecond = 19;
    if (text.size() <= kToTheSecond) return std::nullopt;
    std::string_view rest = text.substr(kToTheSecond);
    if (rest.front() == '.')
        rest.remove_prefix(std::min(rest.find_first_not_of("0123456789", 1), rest.size()));
    if (rest != "Z" && rest != "+00:00" && rest != "+0000") return std::nullopt;
    return parse(std::string(text.substr(0, kToTheSecond)), "%Y-%m-%dT%H:%M:%S");
}

std::optional<std::chrono::system_clock::time_point> parse_http_date(std::string_view text) {
    // Names of days and months are those of the C locale, which the program never changes.
    return parse(std::string(text), "%a, %d %b %Y %H:%M:%S GMT");
}

}  // namespace sparkify
