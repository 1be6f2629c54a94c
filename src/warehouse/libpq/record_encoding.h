#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

#include "ingest/record_source.h"

namespace sparkify {

/// Takes encoded rows, in the thread that called encode_records(). May throw.
using SendRows = std::function<void(std::span<const char> bytes)>;

/// Reads all records of a source and encodes them as EncodedRows do, with several threads, while
/// the caller's thread sends what is ready, header and trailer included. Only a few batches are
/// ever kept. Throws what reading throws, and what `send` throws.
void encode_records(RecordSource& source, std::int64_t load_id, unsigned threads,
                    const SendRows& send);

}  // namespace sparkify
