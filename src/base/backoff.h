#pragma once

#include <chrono>
#include <cstdint>
#include <random>

namespace sparkify {

/// How long to wait before an attempt is repeated: exponential, with full jitter. The n-th wait is
/// drawn evenly from 0 to base * 2^(n-1), which is cut off at `longest`. So clients that failed
/// together do not come back together. Not thread-safe.
class Backoff {
  public:
    Backoff(std::chrono::milliseconds base, std::chrono::milliseconds longest, std::uint64_t seed);

    /// The wait after `failures` failures in a row, 1 or more.
    [[nodiscard]] std::chrono::milliseconds wait(unsigned failures);

  private:
    std::chrono::milliseconds base_;
    std::chrono::milliseconds longest_;
    std::mt19937_64 random_;
};

}  // namespace sparkify
