#pragma once

#include <cstdint>
#include <memory>

#include "report/progress.h"
#include "report/terminal.h"

namespace sparkify {

/// What `--progress` can say.
enum class ProgressMode : std::uint8_t {
    automatic,  ///< a bar where standard error is a terminal that can redraw a line, else none
    bar,        ///< a bar wherever standard error goes
    json,       ///< JSON lines
    none,
};

/// The printer for this mode, on standard error. Trouble in writing there is passed over: progress
/// never makes a run fail.
[[nodiscard]] std::unique_ptr<ProgressPrinter> make_progress_printer(ProgressMode mode,
                                                                     const Terminal& terminal);

}  // namespace sparkify
