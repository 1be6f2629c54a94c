#include "report/progress_bar.h"

#include <utility>

#include <fmt/format.h>

namespace sparkify {
namespace {

constexpr std::chrono::milliseconds kInterval{100};

// ECMA-48 and DEC private modes. Without wrapping, a line that has become too long because the
// window was made smaller is cut instead of leaving copies of itself behind.
constexpr const char* kWithoutWrapping = "\x1b[?7l";
constexpr const char* kWithWrapping = "\x1b[?7h";
constexpr const char* kEraseToEnd = "\x1b[K";

}  // namespace

ProgressBar::ProgressBar(TextSink sink, LineStyle style, SteadyNow now)
    : sink_{std::move(sink)}, style_{style}, throttle_{kInterval, std::move(now)} {}

ProgressBar::~ProgressBar() {
    try {
        clear();
    } catch (...) {
        // A destructor must not throw, and a line that stays is no harm.
        is_drawn_ = false;
    }
}

void ProgressBar::update(const ProgressSnapshot& snapshot) {
    if (!throttle_.is_due()) return;
    const std::string line = progress_line(snapshot, pace_keeper_.observe(snapshot), style_);
    // One piece, so that nothing of another process comes in between.
    sink_(fmt::format("\r{}{}{}{}", kWithoutWrapping, line, kEraseToEnd, kWithWrapping));
    is_drawn_ = true;
}

void ProgressBar::finish_step(const ProgressSnapshot& /*snapshot*/) {
    clear();
}

void ProgressBar::clear() {
    if (!is_drawn_) return;
    is_drawn_ = false;
    sink_(fmt::format("\r{}", kEraseToEnd));
}

}  // namespace sparkify
