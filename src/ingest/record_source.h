#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
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

/// What a warehouse loads from: many objects, and how their records map to columns. Either the
/// records are read here as typed columns, by any number of threads, of which each opens a reader
/// of its own, and together they read every record once; or the warehouse reads the objects itself,
/// and says what came of it.
class RecordSource {
  public:
    /// `columns` and `paths` have one entry per column to fill. What is passed by reference or span
    /// has to outlive the source. Nothing is read before the first reader is opened.
    RecordSource(ObjectStore& store, std::span<const Object> objects,
                 std::span<const Column> columns, std::span<const JsonPath> paths,
                 RejectLog& rejects, ReadProgress& progress);

    [[nodiscard]] ObjectStore& store() const noexcept { return *store_; }
    [[nodiscard]] std::span<const Object> objects() const noexcept { return objects_; }
    [[nodiscard]] std::span<const Column> columns() const noexcept { return columns_; }
    [[nodiscard]] std::span<const JsonPath> paths() const noexcept { return paths_; }

    /// How many records each object had, as far as it was read.
    [[nodiscard]] const ObjectCounts& counts() const noexcept { return counts_; }

    // For who reads the objects elsewhere.
    [[nodiscard]] ObjectCounts& counts() noexcept { return counts_; }
    [[nodiscard]] RejectLog& rejects() const noexcept { return *rejects_; }
    [[nodiscard]] ReadProgress& progress() const noexcept { return *progress_; }

    /// Thread-safe.
    [[nodiscard]] std::unique_ptr<RecordReader> open_reader();

  private:
    friend class RecordReader;

    ObjectStore* store_;
    std::span<const Object> objects_;
    std::span<const Column> columns_;
    std::span<const JsonPath> paths_;
    PathTree tree_;
    RejectLog* rejects_;
    ReadProgress* progress_;
    ObjectCounts counts_;
    std::once_flag queue_made_;
    std::optional<BlockQueue> queue_;
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
