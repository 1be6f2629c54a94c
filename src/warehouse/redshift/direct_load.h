#pragma once

#include <cstdint>

#include "ingest/record_source.h"
#include "storage/s3/s3_staging.h"
#include "warehouse/redshift/copy_load.h"

namespace sparkify {

/// Has the cluster read the objects of a source where they lie, in one COPY for each sort of
/// compression. Records that it cannot load become rejects of the source; how many each object had
/// is taken from the cluster, if what it says adds up. `threads`: that look at objects.
std::uint64_t load_direct(CopyLoad& load, RecordSource& source, S3Staging& staging,
                          std::int64_t load_id, unsigned threads);

}  // namespace sparkify
