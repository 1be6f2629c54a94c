#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace sparkify {

/// How many rows of a load lie in one of many ranges of time of the same width.
struct TimeBucket {
    std::int64_t number = 0;  ///< which range, counted from 0
    std::int64_t rows = 0;
};

/// A range of time in microseconds since 1970: from `begin` up to, but without, `end`.
struct TimeSlice {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    friend bool operator==(const TimeSlice&, const TimeSlice&) = default;
};

/// Cuts the time that the buckets cover into slices of at most `rows_per_slice` rows each, or of
/// one bucket where that alone has more. Bucket 0 begins at `begin`, each is `width` wide, and
/// empty ones may be left out; the buckets stand in the order of their numbers. Slices follow each
/// other without gaps.
[[nodiscard]] std::vector<TimeSlice> cut_into_slices(std::int64_t begin, std::int64_t width,
                                                     std::span<const TimeBucket> buckets,
                                                     std::int64_t rows_per_slice);

}  // namespace sparkify
