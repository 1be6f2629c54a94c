#pragma once

#include <cstdint>
#include <thread>

#include "ingest/block_queue.h"
#include "warehouse/libpq/pg_connection.h"

namespace sparkify {

/// Watches a COPY that takes long from a second connection, and writes how far it has come into the
/// progress of the load. Ends with its destructor, which does not wait for the server and takes
/// back what was written: what the COPY has done in the end is for others to say. That nothing can
/// be seen is no error.
class CopyProgress {
  public:
    /// `process`: of the session that copies. The options' interrupt is not used.
    CopyProgress(PgConnection::Options options, std::int64_t process, ReadProgress& progress);
    CopyProgress(const CopyProgress&) = delete;
    CopyProgress& operator=(const CopyProgress&) = delete;
    ~CopyProgress();

  private:
    void show(std::uint64_t objects, std::uint64_t bytes, std::uint64_t records);
    void watch(const std::stop_token& stop, const PgConnection::Options& options,
               std::int64_t process);

    ReadProgress& progress_;
    std::uint64_t objects_before_;
    std::uint64_t bytes_before_;
    std::uint64_t records_before_;
    std::shared_ptr<PgInterrupt> interrupt_;
    std::jthread thread_;
};

}  // namespace sparkify
