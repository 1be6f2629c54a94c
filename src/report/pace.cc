#include "report/pace.h"

#include <algorithm>

namespace sparkify {
namespace {

std::uint64_t remaining(std::uint64_t done, std::uint64_t total) {
    return total - std::min(done, total);
}

}  // namespace

Pace PaceKeeper::observe(const ProgressSnapshot& snapshot) {
    if (snapshot.step != step_) {
        step_ = snapshot.step;
        units_.reset();
        bytes_.reset();
    }
    units_.observe(snapshot.elapsed, snapshot.done);
    bytes_.observe(snapshot.elapsed, snapshot.bytes_done);
    Pace pace{.units_per_second = units_.per_second(),
              .bytes_per_second = std::nullopt,
              .time_left = std::nullopt};
    if (counts_bytes(snapshot)) pace.bytes_per_second = bytes_.per_second();
    if (snapshot.bytes_total > 0) {
        pace.time_left = bytes_.time_for(remaining(snapshot.bytes_done, snapshot.bytes_total));
    } else if (snapshot.total > 0) {
        pace.time_left = units_.time_for(remaining(snapshot.done, snapshot.total));
    }
    return pace;
}

}  // namespace sparkify
