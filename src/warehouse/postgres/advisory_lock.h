#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "warehouse/libpq/pg_connection.h"
#include "warehouse/run_lock.h"

namespace sparkify {

/// Who holds the lock, and since when if the server says it: "sparkify: process 4711 of me on host,
/// since 2018-11-01 20:57:10 UTC". Nothing if nobody does.
[[nodiscard]] std::optional<std::string> holder_of_lock(PgConnection& connection);

/// Sees to it that one run at a time writes to a PostgreSQL database: an advisory lock of the
/// session in which the run works, so that the lock goes with it, however it ends. Readers never
/// see it. Not thread-safe.
class AdvisoryLock final : public RunLock {
  public:
    /// Connects and takes the lock. Throws Error(locked), saying who holds it and since when, or
    /// what connecting throws.
    explicit AdvisoryLock(PgConnection::Options options);
    AdvisoryLock(const AdvisoryLock&) = delete;
    AdvisoryLock& operator=(const AdvisoryLock&) = delete;

    /// The lock is free when this returns, and not only when the server notices that the session
    /// has ended: the next run may begin at once.
    ~AdvisoryLock() override;

    /// The session that holds the lock.
    [[nodiscard]] PgConnection& connection() noexcept { return *connection_; }

    /// Makes the connection anew after it was lost, and takes the lock again. The session that was
    /// lost may hold it for a moment: once it does not, its transaction has come to an end. If this
    /// throws, the connection is still the one that was lost.
    void reconnect();

  private:
    [[nodiscard]] std::unique_ptr<PgConnection> connect_and_lock(
        std::chrono::milliseconds patience) const;

    PgConnection::Options options_;
    std::unique_ptr<PgConnection> connection_;
};

}  // namespace sparkify
