#include "ingest/block.h"

#include <algorithm>
#include <cstring>

namespace sparkify {

std::span<char> Block::reserve(std::size_t room) {
    if (size_ + room > capacity_) {
        capacity_ = std::max(size_ + room, 2 * capacity_);
        auto larger = std::make_unique_for_overwrite<char[]>(capacity_ + kPadding);
        if (size_ > 0) std::memcpy(larger.get(), bytes_.get(), size_);
        std::memset(larger.get() + capacity_, 0, kPadding);
        bytes_ = std::move(larger);
    }
    return {bytes_.get() + size_, capacity_ - size_};
}

void Block::append(std::string_view bytes) {
    if (bytes.empty()) return;
    std::memcpy(reserve(bytes.size()).data(), bytes.data(), bytes.size());
    size_ += bytes.size();
}

void Block::erase(std::size_t begin, std::size_t size) {
    char* hole = bytes_.get() + begin;
    std::memmove(hole, hole + size, size_ - begin - size);
    size_ -= size;
}

void Block::add_segment(const Segment& segment) {
    size_ = segment.begin + segment.size;
    reserve(1).front() = '\0';
    ++size_;
    segments_.push_back(segment);
}

}  // namespace sparkify
