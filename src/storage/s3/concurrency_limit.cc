#include "storage/s3/concurrency_limit.h"

#include <algorithm>

namespace sparkify {
namespace {

using std::chrono::milliseconds;

constexpr unsigned kFirst = 16;
constexpr unsigned kMost = 256;
constexpr milliseconds kShortestRound{40};

/// A request is worth so many bytes by itself: small objects count by their number, large ones by
/// their size.
constexpr std::uint64_t kWorthOfRequest = std::uint64_t{64} << 10;

/// What a doubling has to bring to be worth it.
constexpr double kWorthwhile = 1.15;

/// Requests that were in flight together are throttled together, and count once.
constexpr milliseconds kBetweenDecreases{250};

}  // namespace

ConcurrencyLimit::ConcurrencyLimit(std::optional<unsigned> fixed)
    : most_(fixed.value_or(kMost)), limit_(fixed.value_or(kFirst)), doubling_(!fixed) {}

void ConcurrencyLimit::succeeded(Time now, std::uint64_t bytes, bool busy) {
    refusals_ = 0;
    if (round_begin_ == Time()) begin_round(now);
    ++round_requests_;
    round_worth_ += kWorthOfRequest + bytes;
    round_is_busy_ = round_is_busy_ && busy;
    const auto time = now - round_begin_;
    if (round_requests_ < std::uint64_t{2} * limit_ || time < kShortestRound) return;
    if (round_is_busy_)
        end_round(static_cast<double>(round_worth_) / std::chrono::duration<double>(time).count());
    begin_round(now);
}

void ConcurrencyLimit::throttled(Time now, milliseconds pause) {
    doubling_ = false;
    recovering_ = true;
    if (now >= paused_until_) {
        ++refusals_;
        paused_until_ = now + pause;
    }
    if (last_decrease_ != Time() && now - last_decrease_ < kBetweenDecreases) return;
    last_decrease_ = now;
    limit_ = std::max(limit_ / 2, 1U);
    begin_round(now);
}

void ConcurrencyLimit::begin_round(Time now) {
    round_begin_ = now;
    round_is_busy_ = true;
    round_requests_ = 0;
    round_worth_ = 0;
}

void ConcurrencyLimit::end_round(double per_second) {
    if (doubling_) {
        doubling_ = per_second > best_per_second_ * kWorthwhile && limit_ < most_;
        if (doubling_)
            limit_ = std::min(limit_ * 2, most_);
        else
            most_ = limit_;  // more brought nothing, so it need not be tried after throttling
    } else if (recovering_) {
        limit_ = std::min(limit_ + std::max(limit_ / 16, 1U), most_);
    }
    best_per_second_ = std::max(best_per_second_, per_second);
}

}  // namespace sparkify
