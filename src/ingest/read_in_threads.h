#pragma once

#include <functional>

#include "ingest/record_source.h"

namespace sparkify {

/// Reads all records of a source with several threads. Each hands its batches to a `take` of its
/// own, which `make_take` makes in that thread. Once one has failed the others end, too; what it
/// threw is thrown here.
void read_in_threads(RecordSource& source, unsigned threads,
                     const std::function<std::function<void(const RecordBatch&)>()>& make_take);

}  // namespace sparkify
