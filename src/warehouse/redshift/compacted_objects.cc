#include "warehouse/redshift/compacted_objects.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace sparkify {

CompactedObjects::CompactedObjects(std::string name, Options options, PutObject put)
    : name_(std::move(name)), options_(options), put_(std::move(put)) {
    for (std::size_t place = 0; place < std::max<std::size_t>(options_.width, 1); ++place)
        filling_.push_back(std::make_unique<Filling>());
}

CompactedObjects::~CompactedObjects() {
    for (std::thread& thread : threads_)
        thread.join();
}

void CompactedObjects::add(std::string_view lines) {
    std::unique_lock lock(mutex_);
    Filling& object = take_least(lock);
    lock.unlock();
    std::string full;
    std::exception_ptr failure;
    try {
        object.writer.write(lines);
        if (object.writer.size() >= options_.full_bytes) full = object.writer.finish();
    } catch (...) {
        failure = std::current_exception();
    }
    lock.lock();
    object.bytes = full.empty() ? object.bytes + lines.size() : 0;
    object.busy = false;
    changed_.notify_all();
    if (failure) std::rethrow_exception(failure);
    if (!full.empty()) write(lock, std::move(full));
}

/// The object with the fewest bytes of those that nobody else is filling.
CompactedObjects::Filling& CompactedObjects::take_least(std::unique_lock<std::mutex>& lock) {
    for (;;) {
        if (failure_) std::rethrow_exception(failure_);
        Filling* least = nullptr;
        for (const auto& object : filling_)
            if (!object->busy && (least == nullptr || object->bytes < least->bytes))
                least = object.get();
        if (least != nullptr) {
            least->busy = true;
            return *least;
        }
        changed_.wait(lock);
    }
}

std::vector<std::string> CompactedObjects::finish() {
    std::unique_lock lock(mutex_);
    for (const auto& object : filling_)
        if (object->bytes > 0) write(lock, object->writer.finish());
    wait_for_writers(lock, 0);
    return locations_;
}

/// Each object is written by a thread of its own: as many as are filled, at most, so that what they
/// hold is bounded.
void CompactedObjects::write(std::unique_lock<std::mutex>& lock, std::string bytes) {
    ++writing_;
    const std::string name = fmt::format("{}-{:05}.json.zst", name_, ++objects_);
    threads_.emplace_back(&CompactedObjects::write_in_thread, this, name, std::move(bytes));
    wait_for_writers(lock, filling_.size());
}

void CompactedObjects::write_in_thread(const std::string& name, std::string bytes) noexcept {
    std::string location;
    std::exception_ptr failure;
    try {
        location = put_(name, std::move(bytes));
    } catch (...) {
        failure = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    if (failure)
        failure_ = failure;
    else
        locations_.push_back(std::move(location));
    --writing_;
    changed_.notify_all();
}

void CompactedObjects::wait_for_writers(std::unique_lock<std::mutex>& lock, std::size_t at_most) {
    changed_.wait(lock, [&] { return writing_ <= at_most; });
    if (failure_) std::rethrow_exception(failure_);
}

}  // namespace sparkify
