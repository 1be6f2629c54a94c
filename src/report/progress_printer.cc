#include "report/progress_printer.h"

#include <cstdio>

#include "report/json_progress.h"
#include "report/progress_bar.h"

namespace sparkify {
namespace {

std::unique_ptr<ProgressPrinter> make_bar(const Terminal& terminal) {
    // A cursor behind the last column would make some terminals begin a new line.
    const LineStyle style{.width = terminal.width > 1 ? terminal.width - 1 : 1,
                          .unicode = terminal.unicode,
                          .colour = terminal.stderr_colour};
    return std::make_unique<ProgressBar>(careless_sink_to(stderr), style,
                                         &std::chrono::steady_clock::now);
}

}  // namespace

std::unique_ptr<ProgressPrinter> make_progress_printer(ProgressMode mode,
                                                       const Terminal& terminal) {
    switch (mode) {
        case ProgressMode::bar:
            return make_bar(terminal);
        case ProgressMode::json:
            return std::make_unique<JsonProgress>(careless_sink_to(stderr),
                                                  &std::chrono::steady_clock::now);
        case ProgressMode::none:
            return std::make_unique<NoProgress>();
        case ProgressMode::automatic:
            break;
    }
    if (terminal.stderr_redraws) return make_bar(terminal);
    return std::make_unique<NoProgress>();
}

}  // namespace sparkify
