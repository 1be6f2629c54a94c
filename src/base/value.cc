#include "base/value.h"

#include <cmath>
#include <type_traits>

#include <fmt/format.h>

namespace sparkify {
namespace {

constexpr std::int64_t kMicrosecondsPerSecond = 1'000'000;
constexpr std::int64_t kMicrosecondsPerDay = 86'400 * kMicrosecondsPerSecond;

struct CivilDate {
    std::int64_t year;
    std::int64_t month;
    std::int64_t day;
};

struct Division {
    std::int64_t quotient;
    std::int64_t remainder;  // never negative
};

Division floor_divide(std::int64_t dividend, std::int64_t divisor) {
    std::int64_t quotient = dividend / divisor;
    std::int64_t remainder = dividend % divisor;
    if (remainder < 0) {
        --quotient;
        remainder += divisor;
    }
    return {quotient, remainder};
}

// The calendar repeats every 400 years, an era of 146,097 days. Eras and years are counted from
// 1 March here, so that the leap day is the last day of its year and needs no case of its own.
// std::chrono::year ends at 32767, which is too early for both of our types.
CivilDate civil_date_of(std::int64_t days_since_1970) {
    constexpr std::int64_t kDaysFromYearZeroTo1970 = 719'468;
    constexpr std::int64_t kDaysPerEra = 146'097;
    const auto [era, day_of_era] =
        floor_divide(days_since_1970 + kDaysFromYearZeroTo1970, kDaysPerEra);
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const std::int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
    const std::int64_t day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    const std::int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    return {year, month, day};
}

std::string day_text(std::int64_t days_since_1970) {
    const auto [year, month, day] = civil_date_of(days_since_1970);
    if (year < 0) return fmt::format("-{:04}-{:02}-{:02}", -year, month, day);
    return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

std::string fraction_text(std::int64_t microseconds) {
    if (microseconds == 0) return {};
    if (microseconds % 1'000 == 0) return fmt::format(".{:03}", microseconds / 1'000);
    return fmt::format(".{:06}", microseconds);
}

std::string number_text(double number) {
    if (std::isnan(number)) return "nan";
    std::string text = fmt::format("{}", number);
    if (std::isfinite(number) && text.find_first_of(".e") == std::string::npos) text += ".0";
    return text;
}

}  // namespace

std::string to_text(Timestamp timestamp) {
    const auto [days, time_of_day] = floor_divide(timestamp.microseconds, kMicrosecondsPerDay);
    const std::int64_t seconds = time_of_day / kMicrosecondsPerSecond;
    return fmt::format("{} {:02}:{:02}:{:02}{}", day_text(days), seconds / 3'600, seconds / 60 % 60,
                       seconds % 60, fraction_text(time_of_day % kMicrosecondsPerSecond));
}

std::string to_text(Date date) {
    return day_text(date.days);
}

std::string to_text(const Value& value) {
    return std::visit(
        [](const auto& held) -> std::string {
            using Held = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<Held, std::monostate>) {
                return {};
            } else if constexpr (std::is_same_v<Held, bool>) {
                return held ? "true" : "false";
            } else if constexpr (std::is_same_v<Held, std::int64_t>) {
                return fmt::format_int(held).str();
            } else if constexpr (std::is_same_v<Held, std::string>) {
                return held;
            } else if constexpr (std::is_same_v<Held, double>) {
                return number_text(held);
            } else {
                return to_text(held);
            }
        },
        value);
}

}  // namespace sparkify
