#pragma once

#include <span>
#include <vector>

#include "ingest/record_source.h"
#include "ingest/reject.h"
#include "warehouse/redshift/load_errors.h"

namespace sparkify {

/// The records that COPY could not load, as rejects. COPY says where a record ends, and neither the
/// record nor the value at fault, so the objects that have some are read once more, here: where
/// reading them finds the same fault, it says more; where it does not, what COPY says stands.
/// `threads`: that read. Throws what the object store throws.
[[nodiscard]] std::vector<Reject> rejects_of(std::span<const LoadError> errors,
                                             const RecordSource& source, unsigned threads);

}  // namespace sparkify
