#pragma once

#include "warehouse/libpq/pg_connection.h"
#include "warehouse/run_lock.h"

namespace sparkify {

/// A run lock that belongs to the session in which the run works, so that it goes with the session,
/// however that ends. Not thread-safe.
class SessionLock : public RunLock {
  public:
    /// The session that holds the lock.
    [[nodiscard]] virtual PgConnection& connection() noexcept = 0;

    /// Makes the connection anew after it was lost, and takes the lock again. The session that was
    /// lost may hold it for a moment: once it does not, its transaction has come to an end. If this
    /// throws, the connection is still the one that was lost.
    virtual void reconnect() = 0;
};

}  // namespace sparkify
