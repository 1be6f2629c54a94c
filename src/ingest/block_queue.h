#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "ingest/block.h"
#include "ingest/block_reader.h"
#include "ingest/reject_log.h"
#include "storage/object_store.h"

namespace sparkify {

/// How far reading has come; written by all threads, read by a progress display.
struct ReadProgress {
    std::atomic<std::uint64_t> objects = 0;  ///< objects read to their end
    std::atomic<std::uint64_t> bytes = 0;    ///< bytes read from the store, as stored
    std::atomic<std::uint64_t> records = 0;  ///< records turned into rows
};

/// Hands out the content of many objects as blocks to any number of threads. Small objects come
/// many to a block; a large one is cut, and several threads work on it once no other is left.
/// Thread-safe.
class BlockQueue {
  public:
    /// What a thread keeps between its calls. One per thread.
    class Reader {
      private:
        friend class BlockQueue;
        struct OpenObject;
        std::shared_ptr<OpenObject> current_;
    };

    /// All arguments have to outlive the queue.
    BlockQueue(ObjectStore& store, std::span<const Object> objects, RejectLog& rejects,
               ReadProgress& progress);

    /// Fills `block`, which the caller has emptied. False when nothing is left. Throws what the
    /// store throws.
    bool next(Reader& reader, Block& block);

  private:
    using OpenObject = Reader::OpenObject;

    bool take_object(Reader& reader);
    bool read_current(Reader& reader, Block& block);
    void share(const std::shared_ptr<OpenObject>& object);
    void unshare(const std::shared_ptr<OpenObject>& object);

    std::unique_ptr<ObjectQueue> objects_;
    RejectLog* rejects_;
    ReadProgress* progress_;

    std::mutex mutex_;
    std::vector<std::weak_ptr<OpenObject>> shared_;
};

}  // namespace sparkify
