#include "base/backoff.h"

#include <algorithm>

namespace sparkify {

Backoff::Backoff(std::chrono::milliseconds base, std::chrono::milliseconds longest,
                 std::uint64_t seed)
    : base_(base), longest_(longest), random_(seed) {}

std::chrono::milliseconds Backoff::wait(unsigned failures) {
    constexpr unsigned kMaxDoublings = 30;
    const unsigned doublings = std::min(std::max(failures, 1U) - 1, kMaxDoublings);
    const std::int64_t limit =
        std::min<std::int64_t>(base_.count() * (std::int64_t{1} << doublings), longest_.count());
    return std::chrono::milliseconds(
        std::uniform_int_distribution<std::int64_t>(0, limit)(random_));
}

}  // namespace sparkify
