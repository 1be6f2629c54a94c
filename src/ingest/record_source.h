#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "ingest/block_queue.h"
#include "ingest/column.h"
#include "ingest/json_paths.h"
#include "ingest/object_counts.h"
#include "ingest/path_tree.h"
#include "ingest/record_batch.h"
#include "ingest/record_parser.h"
#include "ingest/reject_log.h"
#include "storage/object_store.h"

namespace sparkify {

class RecordReader;

/// The records of many objects as typed columns, for any number of threads: each opens a reader of
/// its own, and together they read every record once. What a warehouse loads from.
class RecordSource {
  public:
    /// `columns` and `paths` have one entry per column to fill. What is passed by reference or span
    /// has to outlive the source.
    RecordSource(ObjectStore& store, std::span<const Object> objects,
                 std::span<const Column> columns, std::span<const JsonPath> paths,
                 RejectLog& rejects, ReadProgress& progress);

    /// How many records each object had, as far as it was read.
    [[nodiscard]] const ObjectCounts& counts() const noexcept { return counts_; }

    [[nodiscard]] std::span<const Column> columns() const noexcept { return columns_; }

    /// Thread-safe.
    [[nodiscard]] std::unique_ptr<RecordReader> open_reader();

  private:
    friend class RecordReader;

    std::span<const Column> columns_;
    PathTree paths_;
    RejectLog* rejects_;
    ReadProgress* progress_;
    ObjectCounts counts_;
    BlockQueue queue_;
};

/// One thread's share of a RecordSource. Not thread-safe.
class RecordReader {
  public:
    explicit RecordReader(RecordSource& source);

    /// Replaces the content of the batch by the next records. False when there are no more. The
    /// batch is valid until the next call. Throws what the object store throws.
    bool next(RecordBatch& batch);

  private:
    bool next_segment(const RecordBatch& batch);
    bool next_block(const RecordBatch& batch);
    bool fill(RecordBatch& batch);

    RecordSource* source_;
    BlockQueue::Reader reader_;
    RecordParser parser_;
    Block block_;
    std::size_t next_segment_ = 0;
    bool in_segment_ = false;
    std::vector<Block> kept_;  ///< blocks that the last batch still refers to
    std::size_t kept_bytes_ = 0;
    std::vector<Block> spare_;  ///< to be filled next
};

}  // namespace sparkify
