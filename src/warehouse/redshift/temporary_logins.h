#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "aws/redshift_client.h"
#include "base/message_log.h"
#include "warehouse/libpq/connection_parameters.h"

namespace sparkify {

/// Logs in with temporary passwords of a cluster, of which each ends after an hour: a run that is
/// longer may have to connect again. Thread-safe.
class TemporaryLogins {
  public:
    /// `ask`: gets a new login. `warn`: is told if the user is another one than was named.
    TemporaryLogins(std::function<TemporaryLogin()> ask, MessageLog warn);

    /// Puts a user and a password into the parameters. Throws what asking throws.
    void log_in(ConnectionParameters& parameters);

  private:
    std::function<TemporaryLogin()> ask_;
    MessageLog warn_;
    std::mutex mutex_;
    std::optional<TemporaryLogin> login_;
    std::chrono::steady_clock::time_point asked_;
};

}  // namespace sparkify
