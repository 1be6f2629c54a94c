#include "report/rate_estimator.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

using namespace std::chrono_literals;

// Ten observations a second, from where the clock and the amount stand.
class RateEstimation : public testing::Test {
  protected:
    void run(std::chrono::seconds time, std::uint64_t per_second) {
        for (const auto end = now_ + time; now_ < end;) {
            now_ += 100ms;
            amount_ += per_second / 10;
            estimator_.observe(now_, amount_);
        }
    }

    double rate() const { return estimator_.per_second().value_or(-1); }

    RateEstimator estimator_;
    std::chrono::nanoseconds now_{0};
    std::uint64_t amount_ = 0;
};

TEST_F(RateEstimation, NeedsTwoObservations) {
    EXPECT_FALSE(estimator_.per_second());
    estimator_.observe(1s, 100);
    EXPECT_FALSE(estimator_.per_second());
    EXPECT_FALSE(estimator_.time_for(100));
    estimator_.observe(2s, 200);
    EXPECT_TRUE(estimator_.per_second());
}

TEST_F(RateEstimation, SteadyProgressIsExactFromTheBeginning) {
    run(1s, 1'000);
    EXPECT_NEAR(rate(), 1'000, 1e-6);
    run(60s, 1'000);
    EXPECT_NEAR(rate(), 1'000, 1e-6);
}

TEST_F(RateEstimation, OneBurstHardlyMovesIt) {
    run(30s, 1'000);
    now_ += 100ms;
    amount_ += 1'000;  // ten times as much as usual
    estimator_.observe(now_, amount_);
    EXPECT_GT(rate(), 1'000);
    EXPECT_LT(rate(), 1'400);
}

TEST_F(RateEstimation, FollowsALastingChange) {
    run(60s, 1'000);
    run(3s, 5'000);
    EXPECT_GT(rate(), 3'000);
    run(20s, 5'000);
    EXPECT_NEAR(rate(), 5'000, 50);
}

TEST_F(RateEstimation, CloseObservationsAreTakenTogether) {
    estimator_.observe(0ms, 0);
    estimator_.observe(1ms, 1'000'000);
    EXPECT_FALSE(estimator_.per_second());
    estimator_.observe(1s, 1'000'000);
    EXPECT_NEAR(rate(), 1e6, 1e-3);
}

TEST_F(RateEstimation, GoingBackwardsBeginsAnew) {
    run(5s, 1'000);
    estimator_.observe(1s, 10);
    EXPECT_FALSE(estimator_.per_second());
}

TEST_F(RateEstimation, TimeForWhatRemains) {
    run(10s, 1'000);
    const auto time = estimator_.time_for(5'000);
    ASSERT_TRUE(time);
    EXPECT_NEAR(std::chrono::duration<double>(*time).count(), 5, 1e-6);
    EXPECT_EQ(estimator_.time_for(0), 0ns);
}

TEST_F(RateEstimation, AStandstillHasNoForecast) {
    run(10s, 0);
    EXPECT_DOUBLE_EQ(rate(), 0);
    EXPECT_FALSE(estimator_.time_for(5'000));
}

}  // namespace
}  // namespace sparkify
