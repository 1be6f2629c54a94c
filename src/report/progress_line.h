#pragma once

#include <string>

#include "report/pace.h"
#include "report/progress.h"

namespace sparkify {

/// What the line may use.
struct LineStyle {
    unsigned width = 80;  ///< the line takes at most this many columns
    bool unicode = false;
    bool colour = false;
};

/// A step in one line, without a line end:
///
///     load staging_events  ███████░░░░░░░░░   45 %  430 MB of 952 MB  310 MB/s  2 s left
///
/// Without a total, what is done and the time that has passed. Where the width does not suffice,
/// the less important parts go.
[[nodiscard]] std::string progress_line(const ProgressSnapshot& snapshot, const Pace& pace,
                                        const LineStyle& style);

}  // namespace sparkify
