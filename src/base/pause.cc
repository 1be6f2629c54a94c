#include "base/pause.h"

#include <condition_variable>
#include <mutex>

#include "base/error.h"

namespace sparkify {

void pause_for(std::chrono::milliseconds time, const std::stop_token& stop) {
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any nothing;
    nothing.wait_for(lock, stop, time, [] { return false; });
}

void throw_if_stopped(const std::stop_token& stop) {
    if (stop.stop_requested()) throw Error(ErrorCode::interrupted, {"interrupted", "", "", ""});
}

}  // namespace sparkify
