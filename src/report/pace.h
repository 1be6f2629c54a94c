#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "report/progress.h"
#include "report/rate_estimator.h"

namespace sparkify {

/// How fast a step goes on, as far as that is known.
struct Pace {
    std::optional<double> units_per_second;
    std::optional<double> bytes_per_second;  ///< nothing if the step does not count bytes
    std::optional<std::chrono::nanoseconds> time_left;
};

/// Follows one step after the other. Not for use by several threads at once.
class PaceKeeper {
  public:
    /// The pace of the step now. The first snapshot of a step begins anew.
    Pace observe(const ProgressSnapshot& snapshot);

  private:
    std::string step_;
    RateEstimator units_;
    RateEstimator bytes_;
};

}  // namespace sparkify
