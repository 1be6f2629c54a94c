#pragma once

#include <chrono>
#include <functional>
#include <optional>

namespace sparkify {

/// A clock that can be exchanged in tests.
using SteadyNow = std::function<std::chrono::steady_clock::time_point()>;

/// Lets something happen at most once in an interval. Not for use by several threads at once.
class Throttle {
  public:
    Throttle(std::chrono::nanoseconds interval, SteadyNow now);

    /// True the first time, and when the interval has passed since it was last true.
    [[nodiscard]] bool is_due();

  private:
    std::chrono::nanoseconds interval_;
    SteadyNow now_;
    std::optional<std::chrono::steady_clock::time_point> last_;
};

}  // namespace sparkify
