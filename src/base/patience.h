#pragma once

#include <chrono>
#include <optional>

namespace sparkify {

/// How long something is waited for, counted from the first time that it is asked whether it lasts.
/// Used by one thread.
class Patience {
  public:
    explicit Patience(std::chrono::milliseconds time) : time_(time) {}

    /// Whether there is time left.
    [[nodiscard]] bool lasts() {
        const auto now = std::chrono::steady_clock::now();
        if (!end_) end_ = now + time_;
        return now < *end_;
    }

    /// Whether it was asked already.
    [[nodiscard]] bool has_begun() const noexcept { return end_.has_value(); }

    /// All of it.
    [[nodiscard]] std::chrono::milliseconds time() const noexcept { return time_; }

  private:
    std::chrono::milliseconds time_;
    std::optional<std::chrono::steady_clock::time_point> end_;
};

}  // namespace sparkify
