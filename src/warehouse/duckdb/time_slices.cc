#include "warehouse/duckdb/time_slices.h"

namespace sparkify {

std::vector<TimeSlice> cut_into_slices(std::int64_t begin, std::int64_t width,
                                       std::span<const TimeBucket> buckets,
                                       std::int64_t rows_per_slice) {
    std::vector<TimeSlice> slices;
    std::int64_t rows = 0;
    for (const TimeBucket& bucket : buckets) {
        const std::int64_t bucket_begin = begin + bucket.number * width;
        if (slices.empty()) {
            slices.push_back({begin, begin});
        } else if (rows + bucket.rows > rows_per_slice) {
            slices.back().end = bucket_begin;
            slices.push_back({bucket_begin, bucket_begin});
            rows = 0;
        }
        rows += bucket.rows;
        slices.back().end = bucket_begin + width;
    }
    return slices;
}

}  // namespace sparkify
