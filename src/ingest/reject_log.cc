#include "ingest/reject_log.h"

#include <iterator>
#include <tuple>
#include <utility>

namespace sparkify {

bool RejectLog::ByPlace::operator()(const Reject& left, const Reject& right) const {
    return std::tie(left.object, left.line, left.value) <
           std::tie(right.object, right.line, right.value);
}

void RejectLog::add(Reject reject) {
    const std::lock_guard lock(mutex_);
    Reject example = reject;
    example.record.clear();
    examples_.insert(std::move(example));
    if (examples_.size() > kExamples) examples_.erase(std::prev(examples_.end()));
    spool_.add(std::move(reject));
    ++count_;
}

std::vector<Reject> RejectLog::examples() const {
    const std::lock_guard lock(mutex_);
    return {examples_.begin(), examples_.end()};
}

void RejectLog::for_each(const std::function<void(const Reject&)>& take) const {
    const std::lock_guard lock(mutex_);
    spool_.for_each(take);
}

}  // namespace sparkify
