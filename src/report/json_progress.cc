#include "report/json_progress.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

namespace sparkify {
namespace {

using Json = nlohmann::ordered_json;
using Seconds = std::chrono::duration<double>;

constexpr std::chrono::milliseconds kInterval{500};

Json known_total(std::uint64_t total) {
    return total > 0 ? Json(total) : Json(nullptr);
}

// To thousandths: more digits would only be noise.
double rounded(double number) {
    return std::round(number * 1'000) / 1'000;
}

Json known_number(std::optional<double> number) {
    return number ? Json(rounded(*number)) : Json(nullptr);
}

std::optional<double> seconds_in(std::optional<std::chrono::nanoseconds> time) {
    if (!time) return std::nullopt;
    return Seconds{*time}.count();
}

Pace pace_of_whole_step(const ProgressSnapshot& snapshot) {
    const double seconds = Seconds{snapshot.elapsed}.count();
    if (seconds <= 0) return {};
    Pace pace{.units_per_second = static_cast<double>(snapshot.done) / seconds,
              .bytes_per_second = std::nullopt,
              .time_left = std::chrono::nanoseconds::zero()};
    if (counts_bytes(snapshot)) {
        pace.bytes_per_second = static_cast<double>(snapshot.bytes_done) / seconds;
    }
    return pace;
}

std::string json_line(const ProgressSnapshot& snapshot, const Pace& pace, bool finished) {
    const Json document{{"progress",
                         {{"step", snapshot.step},
                          {"finished", finished},
                          {"done", snapshot.done},
                          {"total", known_total(snapshot.total)},
                          {"unit", snapshot.unit},
                          {"bytes_done", snapshot.bytes_done},
                          {"bytes_total", known_total(snapshot.bytes_total)},
                          {"objects_done", snapshot.objects_done},
                          {"objects_total", known_total(snapshot.objects_total)},
                          {"rejects", snapshot.rejects},
                          {"retries", snapshot.retries},
                          {"elapsed_seconds", rounded(Seconds{snapshot.elapsed}.count())},
                          {"units_per_second", known_number(pace.units_per_second)},
                          {"bytes_per_second", known_number(pace.bytes_per_second)},
                          {"seconds_left", known_number(seconds_in(pace.time_left))}}}};
    return document.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

JsonProgress::JsonProgress(TextSink sink, SteadyNow now)
    : sink_{std::move(sink)}, throttle_{kInterval, std::move(now)} {}

void JsonProgress::update(const ProgressSnapshot& snapshot) {
    if (!throttle_.is_due()) return;
    sink_(json_line(snapshot, pace_keeper_.observe(snapshot), false));
}

void JsonProgress::finish_step(const ProgressSnapshot& snapshot) {
    sink_(json_line(snapshot, pace_of_whole_step(snapshot), true));
}

}  // namespace sparkify
