#pragma once

#include <chrono>
#include <functional>

namespace sparkify {

/// Tells what time it is, so that a test can say so. Has to be thread-safe.
using Clock = std::function<std::chrono::system_clock::time_point()>;

/// The clock of this machine.
[[nodiscard]] inline Clock system_clock() {
    return [] { return std::chrono::system_clock::now(); };
}

}  // namespace sparkify
