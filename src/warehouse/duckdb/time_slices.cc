#include "warehouse/duckdb/time_slices.h"

namespace sparkify {
namespace {

/// Into how many buckets a range is divided at once.
constexpr std::int64_t kBuckets = 1024;

}  // namespace

std::vector<TimeBucket> count_in_buckets(const TimeSlice& range, std::int64_t most_rows,
                                         const CountRows& count) {
    const std::int64_t width = (range.end - range.begin - 1) / kBuckets + 1;
    std::vector<TimeBucket> buckets;
    for (const TimeBucket& bucket : count(range, width)) {
        if (bucket.rows <= most_rows || width == 1) {
            buckets.push_back(bucket);
            continue;
        }
        const auto smaller = count_in_buckets(bucket.range, most_rows, count);
        buckets.insert(buckets.end(), smaller.begin(), smaller.end());
    }
    return buckets;
}

std::vector<TimeSlice> cut_into_slices(std::span<const TimeBucket> buckets,
                                       std::int64_t rows_per_slice) {
    std::vector<TimeSlice> slices;
    std::int64_t rows = 0;
    for (const TimeBucket& bucket : buckets) {
        if (slices.empty()) {
            slices.push_back(bucket.range);
        } else if (rows + bucket.rows > rows_per_slice) {
            slices.back().end = bucket.range.begin;
            slices.push_back(bucket.range);
            rows = 0;
        }
        rows += bucket.rows;
        slices.back().end = bucket.range.end;
    }
    return slices;
}

}  // namespace sparkify
