#include "ingest/reject_log.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace sparkify {

void RejectLog::add(Reject reject) {
    const std::lock_guard lock(mutex_);
    rejects_.push_back(std::move(reject));
    ++count_;
}

std::vector<Reject> RejectLog::sorted() const {
    std::vector<Reject> rejects;
    {
        const std::lock_guard lock(mutex_);
        rejects = rejects_;
    }
    std::ranges::sort(rejects, {}, [](const Reject& reject) {
        return std::tie(reject.object, reject.line, reject.record);
    });
    return rejects;
}

}  // namespace sparkify
