#include "warehouse/libpq/pg_values.h"

#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>

namespace sparkify {
namespace {

// The types of PostgreSQL's catalog (pg_type.dat), which never change; Redshift has the same.
constexpr Oid kBool = 16;
constexpr Oid kInt8 = 20;
constexpr Oid kInt2 = 21;
constexpr Oid kInt4 = 23;
constexpr Oid kOid = 26;
constexpr Oid kFloat4 = 700;
constexpr Oid kFloat8 = 701;
constexpr Oid kDate = 1082;
constexpr Oid kTimestamp = 1114;
constexpr Oid kNumeric = 1700;

constexpr std::string_view kBeforeChrist = " BC";

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || rest != end) return std::nullopt;
    return number;
}

/// Reads a number and what stands behind it, if anything has to. False if they are not there.
bool take(std::string_view& text, std::int64_t& number, char behind) {
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) return false;
    text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
    if (behind == '\0') return true;
    if (!text.starts_with(behind)) return false;
    text.remove_prefix(1);
    return true;
}

/// "2018-11-01" at the front of a text.
std::optional<std::int32_t> take_days(std::string_view& text, bool before_christ) {
    std::int64_t year = 0;
    std::int64_t month = 0;
    std::int64_t day = 0;
    if (!take(text, year, '-') || !take(text, month, '-') || !take(text, day, '\0'))
        return std::nullopt;
    if (before_christ) year = 1 - year;
    // std::chrono knows years of 16 bits only: eras of 400 years all have the same days.
    constexpr std::int64_t kEra = 400;
    constexpr std::int64_t kDaysInEra = 146'097;
    const std::int64_t era = (year >= 0 ? year : year - (kEra - 1)) / kEra;
    const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(year - era * kEra)),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day)));
    if (!date.ok()) return std::nullopt;
    const auto days = std::chrono::sys_days(date).time_since_epoch().count();
    return static_cast<std::int32_t>(days + era * kDaysInEra);
}

/// ".796" at the front of a text, in microseconds; 0 if there is none.
std::int64_t take_fraction(std::string_view& text) {
    if (!text.starts_with('.')) return 0;
    text.remove_prefix(1);
    std::string digits(text.substr(0, text.find_first_not_of("0123456789")));
    text.remove_prefix(digits.size());
    digits.resize(6, '0');
    return whole_number(digits).value_or(0);
}

bool take_before_christ(std::string_view& text) {
    if (!text.ends_with(kBeforeChrist)) return false;
    text.remove_suffix(kBeforeChrist.size());
    return true;
}

std::optional<Value> date_of(std::string_view text) {
    const bool before_christ = take_before_christ(text);
    const auto days = take_days(text, before_christ);
    if (!days || !text.empty()) return std::nullopt;
    return Date{*days};
}

std::optional<Value> timestamp_of(std::string_view text) {
    const bool before_christ = take_before_christ(text);
    const auto days = take_days(text, before_christ);
    std::int64_t hours = 0;
    std::int64_t minutes = 0;
    std::int64_t seconds = 0;
    if (!days || !text.starts_with(' ')) return std::nullopt;
    text.remove_prefix(1);
    if (!take(text, hours, ':') || !take(text, minutes, ':') || !take(text, seconds, '\0'))
        return std::nullopt;
    const std::int64_t fraction = take_fraction(text);
    if (!text.empty()) return std::nullopt;
    const std::int64_t of_day = ((hours * 60 + minutes) * 60 + seconds) * 1'000'000 + fraction;
    // The server counts from 2000, and so has 30 years at its end that 1970 does not reach.
    constexpr std::int64_t kDay = 86'400'000'000;
    if (*days >= std::numeric_limits<std::int64_t>::max() / kDay) return std::nullopt;
    return Timestamp{*days * kDay + of_day};
}

std::optional<Value> number_of(std::string_view text) {
    if (const auto number = whole_number(text)) return *number;
    return std::nullopt;
}

/// "NaN" and "Infinity", too.
std::optional<Value> double_of(std::string_view text) {
    return std::strtod(std::string(text).c_str(), nullptr);
}

std::optional<Value> converted(std::string_view text, Oid type) {
    switch (type) {
        case kBool:
            return text == "t";
        case kInt2:
        case kInt4:
        case kInt8:
        case kOid:
        case kNumeric:
            return number_of(text);
        case kFloat4:
        case kFloat8:
            return double_of(text);
        case kDate:
            return date_of(text);
        case kTimestamp:
            return timestamp_of(text);
        default:
            return std::nullopt;
    }
}

}  // namespace

bool is_numeric_type(Oid type) {
    switch (type) {
        case kInt2:
        case kInt4:
        case kInt8:
        case kOid:
        case kFloat4:
        case kFloat8:
        case kNumeric:
            return true;
        default:
            return false;
    }
}

Value value_of(std::string_view text, Oid type) {
    return converted(text, type).value_or(std::string(text));
}

}  // namespace sparkify
