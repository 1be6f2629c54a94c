#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "warehouse/libpq/session_lock.h"
#include "warehouse/redshift/live_sessions.h"
#include "warehouse/redshift/redshift_session.h"

namespace sparkify {

/// Who holds the lock of a Redshift database.
struct LockHolder {
    enum class State : std::uint8_t {
        alive,
        ended,    ///< the session has gone, and the lock with it
        unknown,  ///< it is somebody else's session, which this user may not see
    };

    std::string name;  ///< "sparkify: process 4711 of me on host, since 2018-11-01 20:57:10 UTC"
    State state = State::alive;
};

/// Nothing if nobody holds the lock. `process`: that of the connection's session.
[[nodiscard]] std::optional<LockHolder> holder_of_row_lock(PgConnection& connection,
                                                           std::int64_t process);

/// Sees to it that one run at a time writes to a Redshift database: a committed row of
/// etl.run_lock, which counts as long as the session lives that wrote it. Redshift has no advisory
/// locks, and its LOCK would keep readers waiting; this table nobody reads. Not thread-safe.
class RowLock final : public SessionLock {
  public:
    /// Connects and takes the lock. Throws Error(locked), saying who holds it and since when, or
    /// what connecting throws.
    explicit RowLock(PgConnection::Options options);
    RowLock(const RowLock&) = delete;
    RowLock& operator=(const RowLock&) = delete;
    ~RowLock() override;

    [[nodiscard]] PgConnection& connection() noexcept override { return *connection_; }
    void reconnect() override;

    /// What is known of the cluster since the session began.
    [[nodiscard]] const RedshiftTraits& traits() const noexcept { return traits_; }

  private:
    [[nodiscard]] std::unique_ptr<PgConnection> connect_and_lock(
        std::chrono::milliseconds patience);

    PgConnection::Options options_;
    SessionName own_;
    RedshiftTraits traits_;
    std::unique_ptr<PgConnection> connection_;
};

}  // namespace sparkify
