#include "report/rate_estimator.h"

#include <cmath>

namespace sparkify {
namespace {

using std::chrono::nanoseconds;
using Seconds = std::chrono::duration<double>;

constexpr Seconds kTimeConstant{3};
constexpr std::chrono::milliseconds kShortest{50};
constexpr std::chrono::hours kLongestForecast{99};

}  // namespace

void RateEstimator::observe(nanoseconds elapsed, std::uint64_t amount) {
    if (last_ && (elapsed < last_->elapsed || amount < last_->amount)) reset();
    if (!last_) {
        last_ = {elapsed, amount};
        return;
    }
    if (elapsed - last_->elapsed < kShortest) return;
    const Seconds passed = elapsed - last_->elapsed;
    const double rate = static_cast<double>(amount - last_->amount) / passed.count();
    const double share = 1 - std::exp(-passed / kTimeConstant);
    // Dividing by the sum of the weights keeps the first moments from being dragged towards 0.
    weighted_sum_ += share * (rate - weighted_sum_);
    weight_ += share * (1 - weight_);
    last_ = {elapsed, amount};
}

void RateEstimator::reset() {
    *this = RateEstimator{};
}

std::optional<double> RateEstimator::per_second() const {
    if (weight_ <= 0) return std::nullopt;
    return weighted_sum_ / weight_;
}

std::optional<nanoseconds> RateEstimator::time_for(std::uint64_t remaining) const {
    const std::optional<double> rate = per_second();
    if (!rate) return std::nullopt;
    const Seconds time{static_cast<double>(remaining) / *rate};
    if (!(time < kLongestForecast)) return std::nullopt;
    return std::chrono::duration_cast<nanoseconds>(time);
}

}  // namespace sparkify
