#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace sparkify {

/// A range of time in microseconds since 1970: from `begin` up to, but without, `end`.
struct TimeSlice {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    friend bool operator==(const TimeSlice&, const TimeSlice&) = default;
};

/// How many rows of a load lie in a range of time.
struct TimeBucket {
    TimeSlice range;
    std::int64_t rows = 0;
    friend bool operator==(const TimeBucket&, const TimeBucket&) = default;
};

/// Counts the rows of a range of time in buckets of `width` microseconds: those that have any, in
/// order. The last one may end behind the range.
using CountRows =
    std::function<std::vector<TimeBucket>(const TimeSlice& range, std::int64_t width)>;

/// Counts the rows of a range of time in so many buckets that none has more than `most_rows`, as
/// far as rows do not all have the same time: full buckets are counted again in smaller ones. A few
/// times that are far from all others so make no difference.
[[nodiscard]] std::vector<TimeBucket> count_in_buckets(const TimeSlice& range,
                                                       std::int64_t most_rows,
                                                       const CountRows& count);

/// Cuts the time that the buckets cover, which stand in order, into slices of at most
/// `rows_per_slice` rows each, or of one bucket where that alone has more. Slices follow each other
/// without gaps.
[[nodiscard]] std::vector<TimeSlice> cut_into_slices(std::span<const TimeBucket> buckets,
                                                     std::int64_t rows_per_slice);

}  // namespace sparkify
