#include "report/throttle.h"

#include <utility>

namespace sparkify {

Throttle::Throttle(std::chrono::nanoseconds interval, SteadyNow now)
    : interval_{interval}, now_{std::move(now)} {}

bool Throttle::is_due() {
    const auto now = now_();
    if (last_ && now - *last_ < interval_) return false;
    last_ = now;
    return true;
}

}  // namespace sparkify
