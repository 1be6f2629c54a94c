#pragma once

#include <chrono>
#include <memory>

#include "warehouse/libpq/pg_connection.h"
#include "warehouse/run_lock.h"

namespace sparkify {

/// Sees to it that one run at a time writes to a PostgreSQL database: an advisory lock of the
/// session in which the run works, so that the lock goes with it, however it ends. Readers never
/// see it. Not thread-safe.
class AdvisoryLock final : public RunLock {
  public:
    /// Connects and takes the lock. Throws Error(locked), saying who holds it and since when, or
    /// what connecting throws.
    explicit AdvisoryLock(PgConnection::Options options);

    /// The session that holds the lock.
    [[nodiscard]] PgConnection& connection() noexcept { return *connection_; }

    /// Makes the connection anew after it was lost, and takes the lock again. The session that was
    /// lost may hold it for a moment: once it does not, its transaction has come to an end.
    void reconnect();

  private:
    void connect();
    void take(std::chrono::milliseconds patience);

    PgConnection::Options options_;
    std::unique_ptr<PgConnection> connection_;
};

}  // namespace sparkify
