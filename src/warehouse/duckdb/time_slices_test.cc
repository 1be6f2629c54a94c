#include "warehouse/duckdb/time_slices.h"

#include <algorithm>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sparkify {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(TimeSlices, AreNoneWithoutRows) {
    EXPECT_THAT(cut_into_slices({}, 100), IsEmpty());
}

TEST(TimeSlices, AreOneIfThatHoldsAllRows) {
    const std::vector<TimeBucket> buckets{
        {{1000, 1010}, 30}, {{1010, 1020}, 30}, {{1020, 1030}, 40}};
    EXPECT_THAT(cut_into_slices(buckets, 100), ElementsAre(TimeSlice{1000, 1030}));
}

TEST(TimeSlices, HoldAsManyBucketsAsTheyMay) {
    const std::vector<TimeBucket> buckets{{{1000, 1010}, 50},
                                          {{1010, 1020}, 50},
                                          {{1020, 1030}, 50},
                                          {{1030, 1040}, 50},
                                          {{1040, 1050}, 1}};
    EXPECT_THAT(cut_into_slices(buckets, 100),
                ElementsAre(TimeSlice{1000, 1020}, TimeSlice{1020, 1040}, TimeSlice{1040, 1050}));
}

TEST(TimeSlices, HoldABucketOfMoreRowsAlone) {
    const std::vector<TimeBucket> buckets{
        {{1000, 1010}, 1}, {{1010, 1020}, 500}, {{1020, 1030}, 1}};
    EXPECT_THAT(cut_into_slices(buckets, 100),
                ElementsAre(TimeSlice{1000, 1010}, TimeSlice{1010, 1020}, TimeSlice{1020, 1030}));
}

TEST(TimeSlices, HaveNoGapsWhereThereAreNoBuckets) {
    const std::vector<TimeBucket> buckets{
        {{1000, 1010}, 90}, {{1070, 1080}, 90}, {{1090, 1100}, 5}};
    EXPECT_THAT(cut_into_slices(buckets, 100),
                ElementsAre(TimeSlice{1000, 1070}, TimeSlice{1070, 1100}));
}

/// Counts rows at given times, as a warehouse does.
CountRows counting(std::map<std::int64_t, std::int64_t> rows_at) {
    return [rows_at = std::move(rows_at)](const TimeSlice& range, std::int64_t width) {
        std::vector<TimeBucket> buckets;
        for (const auto& [time, rows] : rows_at) {
            if (time < range.begin || time >= range.end) continue;
            const std::int64_t begin = range.begin + (time - range.begin) / width * width;
            if (buckets.empty() || buckets.back().range.begin != begin)
                buckets.push_back({{begin, begin + width}, 0});
            buckets.back().rows += rows;
        }
        return buckets;
    };
}

TEST(TimeBuckets, AreCountedAgainWhereTheyAreTooFull) {
    // All rows but two lie within one of the 1,024 parts of the time.
    std::map<std::int64_t, std::int64_t> rows_at{{0, 1}, {1'000'000'000'000, 1}};
    for (std::int64_t time = 500'000'000'000; time < 500'000'000'100; ++time)
        rows_at[time] = 10;
    const auto buckets = count_in_buckets({0, 1'000'000'000'001}, 50, counting(rows_at));
    EXPECT_TRUE(std::ranges::all_of(buckets, [](const auto& it) { return it.rows <= 50; }));
    EXPECT_TRUE(std::ranges::is_sorted(buckets, {}, [](const auto& it) { return it.range.begin; }));
    std::int64_t rows = 0;
    for (const TimeBucket& bucket : buckets)
        rows += bucket.rows;
    EXPECT_EQ(rows, 1'002);
}

TEST(TimeBuckets, MayBeTooFullWhereAllRowsHaveTheSameTime) {
    EXPECT_THAT(count_in_buckets({7, 8}, 50, counting({{7, 1000}})),
                ElementsAre(TimeBucket{{7, 8}, 1000}));
}

}  // namespace
}  // namespace sparkify
