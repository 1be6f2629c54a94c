#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace sparkify {

/// Buffers of one size that are used again and again: a new one costs a page fault for every page
/// that is written to, which is more than copying into it. Thread-safe.
class BufferPool {
  public:
    /// `bytes`: of each buffer.
    explicit BufferPool(std::size_t bytes) : bytes_(bytes) {}

    /// Its content is what somebody else left.
    [[nodiscard]] std::unique_ptr<char[]> take() {
        const std::lock_guard lock(mutex_);
        if (idle_.empty()) return std::make_unique_for_overwrite<char[]>(bytes_);
        std::unique_ptr<char[]> buffer = std::move(idle_.back());
        idle_.pop_back();
        return buffer;
    }

    void give_back(std::unique_ptr<char[]> buffer) {
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(buffer));
    }

  private:
    std::size_t bytes_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<char[]>> idle_;
};

}  // namespace sparkify
