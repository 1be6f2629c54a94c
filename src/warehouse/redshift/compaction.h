#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "ingest/record_source.h"
#include "warehouse/redshift/compacted_objects.h"

namespace sparkify {

/// How records are made into a few objects.
struct CompactionPlan {
    std::string name;                ///< what the names of the objects begin with
    unsigned threads = 1;            ///< that read records
    std::uint64_t slices = 1;        ///< of the cluster, which read side by side
    std::uint64_t memory_bytes = 0;  ///< for what is not written yet
    std::function<void()> throw_if_interrupted = [] {};
};

/// Reads all records of a source and writes them by `put` into compressed objects of similar size,
/// JSON lines for COPY's 'auto': as many as there are slices, or a multiple; fewer where they would
/// be tiny. Returns their locations; none if there is no record. Throws what reading and writing
/// throw.
[[nodiscard]] std::vector<std::string> compact(RecordSource& source, const CompactionPlan& plan,
                                               const CompactedObjects::PutObject& put);

}  // namespace sparkify
