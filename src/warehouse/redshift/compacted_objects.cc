#include "warehouse/redshift/compacted_objects.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace sparkify {

/// As many threads write as objects are filled, so that what they hold is bounded alike.
CompactedObjects::CompactedObjects(std::string name, Options options, PutObject put)
    : name_(std::move(name)), options_(options), put_(std::move(put)) {
    options_.width = std::max<std::size_t>(options_.width, 1);
    for (std::size_t place = 0; place < options_.width; ++place)
        filling_.push_back(std::make_unique<Filling>());
    try {
        while (writers_.size() < options_.width)
            writers_.emplace_back([this] { write_what_comes(); });
    } catch (const std::system_error&) {
        // Those that there are write it all, and without any nothing could be written.
        if (writers_.empty()) throw;
    }
}

CompactedObjects::~CompactedObjects() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        full_.clear();
    }
    changed_.notify_all();
    for (std::thread& writer : writers_)
        writer.join();
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
    if (!full.empty()) enqueue(lock, std::move(full));
}

/// The object with the fewest bytes of those that nobody else is filling.
CompactedObjects::Filling& CompactedObjects::take_least(std::unique_lock<std::mutex>& lock) {
    for (;;) {
        rethrow_failure();
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
        if (object->bytes > 0) enqueue(lock, object->writer.finish());
    changed_.wait(lock, [this] { return failure_ || (full_.empty() && writing_ == 0); });
    rethrow_failure();
    std::ranges::sort(locations_);
    return locations_;
}

/// Waits until no more wait to be written than are filled.
void CompactedObjects::enqueue(std::unique_lock<std::mutex>& lock, std::string bytes) {
    full_.push_back({fmt::format("{}-{:05}.json.zst", name_, ++objects_), std::move(bytes)});
    changed_.notify_all();
    changed_.wait(lock, [this] { return failure_ || full_.size() + writing_ <= options_.width; });
    rethrow_failure();
}

void CompactedObjects::write_what_comes() noexcept {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return closed_ || !full_.empty(); });
        if (full_.empty()) return;
        Full object = std::move(full_.front());
        full_.pop_front();
        write(lock, std::move(object));
        changed_.notify_all();
    }
}

void CompactedObjects::write(std::unique_lock<std::mutex>& lock, Full object) {
    ++writing_;
    lock.unlock();
    std::string location;
    std::exception_ptr failure;
    try {
        location = put_(object.name, std::move(object.bytes));
    } catch (...) {
        failure = std::current_exception();
    }
    lock.lock();
    --writing_;
    if (failure)
        failure_ = failure;
    else
        locations_.push_back(std::move(location));
}

void CompactedObjects::rethrow_failure() const {
    if (failure_) std::rethrow_exception(failure_);
}

}  // namespace sparkify
