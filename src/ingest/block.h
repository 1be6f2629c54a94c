#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "storage/object_store.h"

namespace sparkify {

/// A stretch of one object that begins where a record may begin and ends where one has ended.
struct Segment {
    const Object* object = nullptr;
    std::size_t begin = 0;  ///< offset in the block's bytes
    std::size_t size = 0;
    std::uint64_t first_line = 1;  ///< line of the object on which the segment begins
    bool last = true;              ///< nothing of the object comes after it
};

/// Bytes on their way from an object store to a parser: a piece of a large object or many small
/// objects, one segment each. Every segment is followed by at least one byte of zero.
class Block {
  public:
    /// Readable bytes behind the last one, as simdjson wants them.
    static constexpr std::size_t kPadding = 64;

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    /// What it takes of the memory.
    [[nodiscard]] std::size_t capacity() const noexcept { return capacity_; }
    [[nodiscard]] std::string_view bytes() const noexcept { return {bytes_.get(), size_}; }
    [[nodiscard]] std::span<const Segment> segments() const noexcept { return segments_; }
    [[nodiscard]] std::string_view bytes_of(const Segment& segment) const noexcept {
        return bytes().substr(segment.begin, segment.size);
    }

    /// At least `room` writable bytes behind the last one. Offsets stay, addresses change.
    [[nodiscard]] std::span<char> reserve(std::size_t room);
    void grow(std::size_t size) noexcept { size_ += size; }
    void shrink_to(std::size_t size) noexcept { size_ = size; }
    void append(std::string_view bytes);
    void erase(std::size_t begin, std::size_t size);

    /// Closes the bytes from segment.begin on as a segment.
    void add_segment(const Segment& segment);

    void clear() noexcept {
        size_ = 0;
        segments_.clear();
    }

  private:
    std::unique_ptr<char[]> bytes_;
    std::size_t capacity_ = 0;
    std::size_t size_ = 0;
    std::vector<Segment> segments_;
};

}  // namespace sparkify
