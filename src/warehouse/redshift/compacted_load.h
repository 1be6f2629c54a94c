#pragma once

#include <cstdint>
#include <functional>

#include "ingest/record_source.h"
#include "storage/s3/s3_staging.h"
#include "warehouse/redshift/copy_load.h"

namespace sparkify {

/// How records are made into objects for the cluster.
struct CompactedLoad {
    unsigned threads = 1;            ///< that read records
    std::uint64_t slices = 1;        ///< of the cluster
    std::uint64_t memory_bytes = 0;  ///< for what is not written yet
    std::function<void()> throw_if_interrupted;
};

/// Reads the records of a source here, so that rejects are found here, too, and gives the cluster a
/// few compressed objects of similar size, as many as it has slices or a multiple, in their place.
/// Nothing is given to it if there are too many rejects anyway.
std::uint64_t load_compacted(CopyLoad& load, RecordSource& source, S3Staging& staging,
                             std::int64_t load_id, const CompactedLoad& how);

}  // namespace sparkify
