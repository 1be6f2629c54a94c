#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "storage/object_store.h"

namespace sparkify {

/// How many records of each object became rows. Thread-safe.
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

    [[nodiscard]] std::uint64_t records(std::size_t index) const { return records_[index]; }

  private:
    std::span<const Object> objects_;
    std::vector<std::atomic<std::uint64_t>> records_;
};

}  // namespace sparkify
