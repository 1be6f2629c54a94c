#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

namespace sparkify {

/// When people listen: little at night and at the weekend, most on working days in the afternoon.
/// Times are epoch milliseconds, UTC.
class Rhythm {
  public:
    Rhythm(std::chrono::sys_days first_day, std::uint32_t days);

    /// The time by which `part` of `whole` sessions' worth of listening has begun; rises with
    /// `part`. `part` must not exceed `whole`, which must be positive and at most 10^10.
    [[nodiscard]] std::uint64_t moment(std::uint64_t part, std::uint64_t whole) const;

    /// The first moment and the one after the last.
    [[nodiscard]] std::uint64_t begin_ms() const { return begin_ms_; }
    [[nodiscard]] std::uint64_t end_ms() const { return begin_ms_ + sums_.size() * kHour; }

  private:
    static constexpr std::uint64_t kHour = 3'600'000;

    std::uint64_t begin_ms_;
    std::vector<std::uint64_t> sums_;  // of the weights of all hours up to and with this one
};

}  // namespace sparkify
