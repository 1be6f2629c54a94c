#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "storage/object_store.h"

namespace sparkify {

/// How many records of each object became rows, unless who has read them cannot say. Thread-safe.
class ObjectCounts {
  public:
    /// The objects have to outlive the counts and stay where they are.
    explicit ObjectCounts(std::span<const Object> objects)
        : objects_(objects), records_(objects.size()) {}

    /// `object` is one of the objects, not a copy.
    void add(const Object& object, std::uint64_t records) {
        records_[static_cast<std::size_t>(&object - objects_.data())].fetch_add(
            records, std::memory_order_relaxed);
    }

    /// Nobody can say how many records each object had.
    void forget() noexcept { known_ = false; }

    [[nodiscard]] std::optional<std::uint64_t> records(std::size_t index) const {
        if (!known_) return std::nullopt;
        return records_[index];
    }

  private:
    std::span<const Object> objects_;
    std::vector<std::atomic<std::uint64_t>> records_;
    std::atomic<bool> known_ = true;
};

}  // namespace sparkify
