// Loads that are cut into slices because of the memory they would take.

#include <algorithm>

#include <gtest/gtest.h>

#include "pipeline/adversarial_data.h"
#include "pipeline/run_fixture.h"

namespace sparkify {
namespace {

constexpr const char* kSlicedStep = "transform songplays";

/// One run on some 50 events that lie seconds apart from each other.
void run(EtlRuns& runs) {
    AdversarialData data(1, /*worlds=*/100);
    runs.run(delivery_of(data.events(1), data.songs(1)));
}

TEST(SlicedTransforms, RunOnceForEachSlice) {
    EtlRuns runs(1, 0, /*rows_per_slice=*/10);
    if (runs.warehouse().dialect() != Dialect::duckdb)
        GTEST_SKIP() << "only DuckDB cuts a load into slices";
    run(runs);
    EXPECT_GE(std::ranges::count(runs.observer().steps, kSlicedStep), 3);
    EXPECT_LE(std::ranges::count(runs.observer().steps, kSlicedStep), 10);
}

TEST(SlicedTransforms, RunOnceForALoadThatIsSmallEnough) {
    EtlRuns runs(1, 0, /*rows_per_slice=*/1000);
    run(runs);
    EXPECT_EQ(std::ranges::count(runs.observer().steps, kSlicedStep), 1);
}

TEST(SlicedTransforms, AreReportedAsOneStep) {
    EtlRuns runs(1, 0, /*rows_per_slice=*/10);
    run(runs);
    EXPECT_EQ(std::ranges::count(runs.report().steps, kSlicedStep, &StepTime::step), 1);
}

}  // namespace
}  // namespace sparkify
