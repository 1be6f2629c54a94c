#pragma once

#include <cstdint>
#include <span>

#include "storage/object_store.h"

namespace sparkify {

/// Whether many small objects are made into a few large ones before the cluster reads them.
enum class Compaction : std::uint8_t { automatic, always, never };

/// When it is done.
struct CompactionRule {
    Compaction when = Compaction::automatic;
    /// Automatically from so many objects on that are smaller than kSmallBytes on the average. COPY
    /// opens each by itself, and Redshift's guide advises objects of 1 MB or more ("Loading data
    /// files").
    std::uint64_t from_objects = 100;

    static constexpr std::uint64_t kSmallBytes = 1'000'000;
};

/// Who reads the objects of a load.
enum class LoadWay : std::uint8_t {
    direct,     ///< the cluster, where they lie
    compacted,  ///< this program, which gives the cluster objects of its own
};

/// What is not in S3, or is only a part of an object, can be read here alone. Throws
/// Error(configuration) if the rule forbids that.
[[nodiscard]] LoadWay load_way_of(std::span<const Object> objects, const CompactionRule& rule);

}  // namespace sparkify
