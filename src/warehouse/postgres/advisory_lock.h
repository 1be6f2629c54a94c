#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "warehouse/libpq/session_lock.h"

namespace sparkify {

/// Who holds the lock, and since when if the server says it: "sparkify: process 4711 of me on host,
/// since 2018-11-01 20:57:10 UTC". Nothing if nobody does.
[[nodiscard]] std::optional<std::string> holder_of_lock(PgConnection& connection);

/// Sees to it that one run at a time writes to a PostgreSQL database: an advisory lock of the
/// session in which the run works, so that the lock goes with it, however it ends. Readers never
/// see it. Not thread-safe.
class AdvisoryLock final : public SessionLock {
  public:
    /// Connects and takes the lock. Throws Error(locked), saying who holds it and since when, or
    /// what connecting throws.
    explicit AdvisoryLock(PgConnection::Options options);
    AdvisoryLock(const AdvisoryLock&) = delete;
    AdvisoryLock& operator=(const AdvisoryLock&) = delete;

    /// The lock is free when this returns, and not only when the server notices that the session
    /// has ended: the next run may begin at once.
    ~AdvisoryLock() override;

    [[nodiscard]] PgConnection& connection() noexcept override { return *connection_; }
    void reconnect() override;

  private:
    [[nodiscard]] std::unique_ptr<PgConnection> connect_and_lock(
        std::chrono::milliseconds patience) const;

    PgConnection::Options options_;
    std::unique_ptr<PgConnection> connection_;
};

}  // namespace sparkify
