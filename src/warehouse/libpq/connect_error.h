#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "config/engine.h"

namespace sparkify {

/// The steps in which a connection is made, in their order.
enum class ConnectStep : std::uint8_t {
    address,     ///< the host's name becomes an address
    port,        ///< the server takes the connection
    encryption,  ///< both agree on TLS, and the certificate is the host's
    login,       ///< the server takes user, password and database
};

/// A connection that could not be made.
class ConnectError : public Error {
  public:
    ConnectError(ErrorCode code, Message message, ConnectStep step)
        : Error(code, std::move(message)), step_(step) {}

    /// The step that failed.
    [[nodiscard]] ConnectStep step() const noexcept { return step_; }

  private:
    ConnectStep step_;
};

/// Turns what libpq says of a failed connection to `server`, which is to be an `engine`, into an
/// error for users. `message` has to be verbose (PQERRORS_VERBOSE), since the server's words may be
/// in any language, but its SQLSTATE is not.
[[nodiscard]] ConnectError connect_error_of(std::string_view message, const std::string& server,
                                            Engine engine);

/// A server that gave no answer in time.
[[nodiscard]] ConnectError connect_timeout_error(const std::string& server, Engine engine,
                                                 std::chrono::seconds time);

}  // namespace sparkify
