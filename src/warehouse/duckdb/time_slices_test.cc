#include "warehouse/duckdb/time_slices.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sparkify {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(TimeSlices, AreNoneWithoutRows) {
    EXPECT_THAT(cut_into_slices(1000, 10, {}, 100), IsEmpty());
}

TEST(TimeSlices, AreOneIfThatHoldsAllRows) {
    const std::vector<TimeBucket> buckets{{0, 30}, {1, 30}, {2, 40}};
    EXPECT_THAT(cut_into_slices(1000, 10, buckets, 100), ElementsAre(TimeSlice{1000, 1030}));
}

TEST(TimeSlices, HoldAsManyBucketsAsTheyMay) {
    const std::vector<TimeBucket> buckets{{0, 50}, {1, 50}, {2, 50}, {3, 50}, {4, 1}};
    EXPECT_THAT(cut_into_slices(1000, 10, buckets, 100),
                ElementsAre(TimeSlice{1000, 1020}, TimeSlice{1020, 1040}, TimeSlice{1040, 1050}));
}

TEST(TimeSlices, HoldABucketOfMoreRowsAlone) {
    const std::vector<TimeBucket> buckets{{0, 1}, {1, 500}, {2, 1}};
    EXPECT_THAT(cut_into_slices(1000, 10, buckets, 100),
                ElementsAre(TimeSlice{1000, 1010}, TimeSlice{1010, 1020}, TimeSlice{1020, 1030}));
}

TEST(TimeSlices, HaveNoGapsWhereBucketsAreEmpty) {
    const std::vector<TimeBucket> buckets{{0, 90}, {7, 90}, {9, 5}};
    EXPECT_THAT(cut_into_slices(1000, 10, buckets, 100),
                ElementsAre(TimeSlice{1000, 1070}, TimeSlice{1070, 1100}));
}

}  // namespace
}  // namespace sparkify
