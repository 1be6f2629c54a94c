#pragma once

#include <cstdint>

#include "ingest/record_source.h"
#include "storage/s3/s3_staging.h"
#include "warehouse/redshift/compaction.h"
#include "warehouse/redshift/copy_load.h"

namespace sparkify {

/// Reads the records of a source here, so that rejects are found here, too, and gives the cluster a
/// few objects in their place. Nothing is given to it if there are too many rejects anyway. Returns
/// how many rows were staged.
std::uint64_t load_compacted(CopyLoad& load, RecordSource& source, S3Staging& staging,
                             std::int64_t load_id, const CompactionPlan& plan);

}  // namespace sparkify
