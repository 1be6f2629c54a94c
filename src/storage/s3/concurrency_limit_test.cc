#include "storage/s3/concurrency_limit.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr milliseconds kPause{100};

/// A store that answers after a latency, but not more than so many requests a second.
class SimulatedStore {
  public:
    SimulatedStore(milliseconds latency, unsigned most_per_second)
        : latency_(latency), most_per_second_(most_per_second) {}

    /// Sends `requests` requests, and tells the limit of each.
    void serve(ConcurrencyLimit& limit, unsigned requests) {
        for (unsigned done = 0; done < requests; ++done) {
            const double by_latency =
                limit.limit() / std::chrono::duration<double>(latency_).count();
            const double per_second = std::min<double>(by_latency, most_per_second_);
            now_ += microseconds(static_cast<int>(1e6 / per_second));
            limit.succeeded(now_, 250, /*busy=*/true);
        }
    }

    [[nodiscard]] ConcurrencyLimit::Time now() const { return now_; }

  private:
    milliseconds latency_;
    unsigned most_per_second_;
    ConcurrencyLimit::Time now_ = ConcurrencyLimit::Time() + std::chrono::hours(1);
};

TEST(ConcurrencyLimit, GrowsAsLongAsLatencyIsTheLimit) {
    ConcurrencyLimit limit(std::nullopt);
    SimulatedStore(milliseconds(20), 1'000'000).serve(limit, 2'000);
    EXPECT_EQ(limit.limit(), 256U);
}

TEST(ConcurrencyLimit, StopsWhereMoreBringsNothing) {
    ConcurrencyLimit limit(std::nullopt);
    SimulatedStore(milliseconds(20), 1'600).serve(limit, 10'000);
    EXPECT_GE(limit.limit(), 32U);
    EXPECT_LE(limit.limit(), 64U);
}

TEST(ConcurrencyLimit, IsWhatAUserAskedFor) {
    ConcurrencyLimit limit(5);
    EXPECT_EQ(limit.limit(), 5U);
    SimulatedStore(milliseconds(20), 1'000'000).serve(limit, 2'000);
    EXPECT_EQ(limit.limit(), 5U);
}

TEST(ConcurrencyLimit, HalvesOnceForRequestsThatAreThrottledTogether) {
    ConcurrencyLimit limit(64);
    const auto now = ConcurrencyLimit::Time() + std::chrono::hours(1);
    for (int request = 0; request < 10; ++request)
        limit.throttled(now + milliseconds(request), kPause);
    EXPECT_EQ(limit.limit(), 32U);
    limit.throttled(now + milliseconds(300), kPause);
    EXPECT_EQ(limit.limit(), 16U);
}

TEST(ConcurrencyLimit, PausesOnceForRequestsThatAreThrottledTogether) {
    ConcurrencyLimit limit(64);
    auto now = ConcurrencyLimit::Time() + std::chrono::hours(1);
    limit.throttled(now, kPause);
    EXPECT_EQ(limit.paused_until() - now, kPause);
    limit.throttled(now + kPause / 2, kPause);
    EXPECT_EQ(limit.paused_until() - now, kPause);
    EXPECT_EQ(limit.refusals(), 1U);
}

TEST(ConcurrencyLimit, CountsRefusalsUntilARequestSucceeds) {
    ConcurrencyLimit limit(64);
    auto now = ConcurrencyLimit::Time() + std::chrono::hours(1);
    for (unsigned refusal = 1; refusal <= 3; ++refusal) {
        limit.throttled(now, kPause);
        EXPECT_EQ(limit.refusals(), refusal);
        now = limit.paused_until();
    }
    limit.succeeded(now, 250, /*busy=*/true);
    EXPECT_EQ(limit.refusals(), 0U);
}

TEST(ConcurrencyLimit, NeverFallsBelowOne) {
    ConcurrencyLimit limit(2);
    const auto now = ConcurrencyLimit::Time() + std::chrono::hours(1);
    for (int second = 0; second < 10; ++second)
        limit.throttled(now + std::chrono::seconds(second), kPause);
    EXPECT_EQ(limit.limit(), 1U);
}

TEST(ConcurrencyLimit, RecoversSlowlyAfterThrottlingUpToWhatItMayBe) {
    ConcurrencyLimit limit(64);
    SimulatedStore store(milliseconds(20), 1'000'000);
    limit.throttled(store.now(), kPause);
    store.serve(limit, 500);
    EXPECT_GT(limit.limit(), 32U);
    EXPECT_LT(limit.limit(), 50U);
    store.serve(limit, 10'000);
    EXPECT_EQ(limit.limit(), 64U);
}

TEST(ConcurrencyLimit, LearnsNothingFromRoundsWithTooFewRequests) {
    ConcurrencyLimit limit(std::nullopt);
    auto now = ConcurrencyLimit::Time() + std::chrono::hours(1);
    for (int request = 0; request < 1'000; ++request)
        limit.succeeded(now += milliseconds(1), 250, /*busy=*/false);
    EXPECT_EQ(limit.limit(), 16U);
}

}  // namespace
}  // namespace sparkify
