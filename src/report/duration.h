#pragma once

#include <chrono>
#include <string>

namespace sparkify {

/// A duration as people say it, to about three digits: `0.4 ms`, `84 ms`, `3.2 s`, `2 min 05 s`,
/// `1 h 02 min`, `3 d 04 h`. Less than nothing is `0 ms`.
[[nodiscard]] std::string duration_text(std::chrono::nanoseconds duration);

/// The same in whole seconds, rounded up, for what is only guessed: `4 s`, `2 min 05 s`.
[[nodiscard]] std::string rough_duration_text(std::chrono::nanoseconds duration);

}  // namespace sparkify
