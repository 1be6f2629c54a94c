#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace sparkify {

/// How fast an amount grows, smoothed: what happened lately counts more than what was long ago
/// (exponential weights that fall to a third in three seconds). It has no clock of its own: the
/// times are those of the observations. Not for use by several threads at once.
class RateEstimator {
  public:
    /// The amount reached after `elapsed`. An amount or a time smaller than the last one begins
    /// anew. Observations less than 50 ms apart are taken together.
    void observe(std::chrono::nanoseconds elapsed, std::uint64_t amount);

    /// Forgets everything.
    void reset();

    /// The rate in a second; nothing until two observations are far enough apart.
    [[nodiscard]] std::optional<double> per_second() const;

    /// The time that the remaining amount takes at this rate; nothing if there is no rate yet, or
    /// when it would be more than 99 hours, which is a standstill rather than a forecast.
    [[nodiscard]] std::optional<std::chrono::nanoseconds> time_for(std::uint64_t remaining) const;

  private:
    struct Observation {
        std::chrono::nanoseconds elapsed;
        std::uint64_t amount;
    };

    std::optional<Observation> last_;
    double weighted_sum_ = 0;
    double weight_ = 0;
};

}  // namespace sparkify
