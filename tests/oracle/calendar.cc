#include "oracle/calendar.h"

#include <chrono>

#include <fmt/format.h>

namespace sparkify::oracle {
namespace {

using Moment = std::chrono::sys_time<std::chrono::microseconds>;

Moment moment_of(std::int64_t microseconds) {
    return Moment(std::chrono::microseconds(microseconds));
}

std::chrono::hh_mm_ss<std::chrono::milliseconds> clock_of(Moment moment) {
    const auto of_day = moment - std::chrono::floor<std::chrono::days>(moment);
    return std::chrono::hh_mm_ss(std::chrono::floor<std::chrono::milliseconds>(of_day));
}

/// A week belongs to the year of its Thursday, and week 1 holds the year's first Thursday.
std::int32_t iso_week(std::chrono::sys_days day) {
    const std::chrono::weekday weekday(day);
    const auto since_monday = std::chrono::days(weekday.iso_encoding() - 1);
    const std::chrono::sys_days thursday = day - since_monday + std::chrono::days(3);
    const auto year = std::chrono::year_month_day(thursday).year();
    const std::chrono::sys_days new_year = year / std::chrono::January / 1;
    return static_cast<std::int32_t>((thursday - new_year).count() / 7 + 1);
}

}  // namespace

Time time_of(std::int64_t microseconds) {
    const Moment moment = moment_of(microseconds);
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date(day);
    return {.start_time = microseconds,
            .hour = static_cast<std::int32_t>(clock_of(moment).hours().count()),
            .day = static_cast<std::int32_t>(static_cast<unsigned>(date.day())),
            .week = iso_week(day),
            .month = static_cast<std::int32_t>(static_cast<unsigned>(date.month())),
            .year = static_cast<int>(date.year()),
            .weekday = static_cast<std::int32_t>(std::chrono::weekday(day).c_encoding())};
}

std::string timestamp_text(std::int64_t microseconds) {
    const Time time = time_of(microseconds);
    const auto clock = clock_of(moment_of(microseconds));
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}.{:03}", time.year, time.month, time.day,
                       time.hour, clock.minutes().count(), clock.seconds().count(),
                       clock.subseconds().count());
}

}  // namespace sparkify::oracle
