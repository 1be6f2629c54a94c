#include "generate/rhythm.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace sparkify {

namespace {

// Chosen after the real data, where 16 o'clock has five times as many events as 3 o'clock.
constexpr std::array<std::uint32_t, 24> kHours = {10, 10, 8,  7,  8,  10, 12, 11, 13, 16, 18, 20,
                                                  19, 21, 25, 29, 31, 29, 29, 22, 20, 16, 13, 11};
constexpr std::array<std::uint32_t, 7> kDaysFromSunday = {25, 61, 63, 80, 62, 76, 36};

}  // namespace

Rhythm::Rhythm(std::chrono::sys_days first_day, std::uint32_t days)
    : begin_ms_(static_cast<std::uint64_t>(
          std::chrono::milliseconds{first_day.time_since_epoch()}.count())) {
    std::uint64_t sum = 0;
    for (std::uint32_t day = 0; day < days; ++day) {
        const std::chrono::weekday weekday{first_day + std::chrono::days{day}};
        for (const std::uint32_t hour : kHours) {
            sums_.push_back(sum += std::uint64_t{hour} * kDaysFromSunday[weekday.c_encoding()]);
        }
    }
    // No session begins in the last hour, so that those that run have time to end.
    sums_.back() = sums_[sums_.size() - 2];
}

std::uint64_t Rhythm::moment(std::uint64_t part, std::uint64_t whole) const {
    const std::uint64_t point = part * sums_.back() / whole;
    const auto found = std::upper_bound(sums_.begin(), sums_.end() - 2, point);
    const auto hour = static_cast<std::size_t>(found - sums_.begin());
    const std::uint64_t before = hour == 0 ? 0 : sums_[hour - 1];
    return begin_ms_ + hour * kHour + (point - before) * kHour / (sums_[hour] - before);
}

}  // namespace sparkify
