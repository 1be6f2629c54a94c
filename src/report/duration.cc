#include "report/duration.h"

#include <algorithm>

#include <fmt/format.h>

namespace sparkify {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

// From one minute on.
std::string long_duration_text(seconds duration) {
    const auto count = duration.count();
    if (count < 3'600) return fmt::format("{} min {:02} s", count / 60, count % 60);
    const auto minutes = std::chrono::round<std::chrono::minutes>(duration).count();
    if (minutes < 1'440) return fmt::format("{} h {:02} min", minutes / 60, minutes % 60);
    const auto hours = std::chrono::round<std::chrono::hours>(duration).count();
    return fmt::format("{} d {:02} h", hours / 24, hours % 24);
}

}  // namespace

std::string duration_text(nanoseconds duration) {
    // Each limit is where rounding would lead into the next unit.
    const double milliseconds =
        std::chrono::duration<double, std::milli>{std::max(duration, nanoseconds::zero())}.count();
    if (milliseconds < 0.05) return "0 ms";
    if (milliseconds < 0.95) return fmt::format("{:.1f} ms", milliseconds);
    if (milliseconds < 999.5) return fmt::format("{:.0f} ms", milliseconds);
    if (milliseconds < 59'950) return fmt::format("{:.1f} s", milliseconds / 1'000);
    return long_duration_text(std::chrono::round<seconds>(duration));
}

std::string rough_duration_text(nanoseconds duration) {
    const auto whole = std::chrono::ceil<seconds>(std::max(duration, nanoseconds::zero()));
    if (whole < std::chrono::minutes{1}) return fmt::format("{} s", whole.count());
    return long_duration_text(whole);
}

}  // namespace sparkify
