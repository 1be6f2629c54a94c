#pragma once

#include <span>
#include <string>

#include "ingest/column.h"
#include "ingest/record_batch.h"

namespace sparkify {

/// Appends the records of a batch to `lines`, one JSON object a line, whose keys are the names of
/// the columns: what COPY reads as JSON 'auto'. A column that is NULL is left out; a timestamp is
/// in milliseconds since 1970.
void append_json_lines(const RecordBatch& batch, std::span<const Column> columns,
                       std::string& lines);

}  // namespace sparkify
