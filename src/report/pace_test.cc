#include "report/pace.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

using namespace std::chrono_literals;

ProgressSnapshot snapshot_at(std::chrono::seconds elapsed) {
    const auto count = static_cast<std::uint64_t>(elapsed.count());
    return {.step = "load",
            .done = 100 * count,
            .total = 1'000,
            .unit = "records",
            .bytes_done = 10 * count,
            .bytes_total = 0,
            .rejects = 0,
            .elapsed = elapsed};
}

TEST(Pace, OfUnitsAndBytes) {
    PaceKeeper keeper;
    keeper.observe(snapshot_at(0s));
    const Pace pace = keeper.observe(snapshot_at(2s));
    EXPECT_NEAR(pace.units_per_second.value_or(0), 100, 1e-9);
    EXPECT_NEAR(pace.bytes_per_second.value_or(0), 10, 1e-9);
    EXPECT_EQ(pace.time_left, 8s);
}

TEST(Pace, TimeLeftIsThatOfTheBytesWhenTheirTotalIsKnown) {
    PaceKeeper keeper;
    keeper.observe(snapshot_at(0s));
    ProgressSnapshot snapshot = snapshot_at(2s);
    snapshot.bytes_total = 50;
    EXPECT_EQ(keeper.observe(snapshot).time_left, 3s);
}

TEST(Pace, WithoutBytesThereIsNoRateOfBytes) {
    PaceKeeper keeper;
    ProgressSnapshot snapshot = snapshot_at(0s);
    keeper.observe(snapshot);
    snapshot.elapsed = 1s;
    EXPECT_FALSE(keeper.observe(snapshot).bytes_per_second);
}

TEST(Pace, ANewStepBeginsAnew) {
    PaceKeeper keeper;
    keeper.observe(snapshot_at(0s));
    keeper.observe(snapshot_at(2s));
    ProgressSnapshot other = snapshot_at(3s);
    other.step = "transform";
    const Pace pace = keeper.observe(other);
    EXPECT_FALSE(pace.units_per_second);
    EXPECT_FALSE(pace.time_left);
}

}  // namespace
}  // namespace sparkify
