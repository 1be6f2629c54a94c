#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

namespace sparkify {

/// Memory for decoded texts that all end together. Not thread-safe.
class TextArena {
  public:
    /// Room for `size` bytes, valid until clear(). What is not used can be given back.
    char* reserve(std::size_t size) {
        if (size > capacity_ - used_) add_chunk(size);
        return chunks_[current_].get() + used_;
    }

    /// Keeps the first `size` bytes of what reserve() returned last.
    void keep(std::size_t size) { used_ += size; }

    /// Forgets all texts and keeps one chunk for the next ones.
    void clear() {
        if (chunks_.size() > 1) {
            chunks_.clear();
            capacity_ = 0;
        }
        current_ = 0;
        used_ = 0;
    }

  private:
    static constexpr std::size_t kChunkBytes = std::size_t{1} << 20;

    void add_chunk(std::size_t size) {
        capacity_ = std::max(size, kChunkBytes);
        chunks_.push_back(std::make_unique_for_overwrite<char[]>(capacity_));
        current_ = chunks_.size() - 1;
        used_ = 0;
    }

    std::vector<std::unique_ptr<char[]>> chunks_;
    std::size_t current_ = 0;
    std::size_t capacity_ = 0;
    std::size_t used_ = 0;
};

}  // namespace sparkify
