#pragma once

#include <cstdint>
#include <string>

#include "warehouse/libpq/pg_connection.h"

namespace sparkify {

/// By what a session of a cluster is known: processes are numbered anew, so when it began counts,
/// too.
struct SessionName {
    std::int64_t process = 0;
    std::string started;  ///< "2018-11-01 20:57:10.796", UTC
    std::string user;
};

/// The sessions of a Redshift cluster, as far as the user of a connection may see them. Not
/// thread-safe.
class LiveSessions {
  public:
    /// Finds out where the cluster says which sessions there are. `process`: that of the
    /// connection's session. Not within a transaction.
    LiveSessions(PgConnection& connection, std::int64_t process);

    /// The session of the connection.
    [[nodiscard]] const SessionName& own() const noexcept { return own_; }

    /// Whether a session goes on: for users whose sessions can be seen.
    [[nodiscard]] bool is_live(const SessionName& session);

    /// A user can see its own sessions, and a superuser those of all (Redshift's guide,
    /// "STV_SESSIONS").
    [[nodiscard]] bool may_see(const std::string& user);

  private:
    [[nodiscard]] std::string question(std::int64_t process) const;
    [[nodiscard]] ResultTable sessions_of(std::int64_t process);

    PgConnection& connection_;
    bool serverless_ = false;
    SessionName own_;
};

}  // namespace sparkify
