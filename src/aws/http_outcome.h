#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "aws/http_message.h"

namespace sparkify {

/// Why no complete answer came.
enum class TransportTrouble : std::uint8_t {
    resolving,   ///< the host's name (or the proxy's) means no address
    connecting,  ///< nobody takes the connection
    tls,         ///< the certificate or the handshake is not accepted
    timed_out,   ///< nothing came for too long
    broken,      ///< the connection ended before the answer did
    stopped,     ///< we ended it
    other,
};

struct TransportFailure {
    TransportTrouble trouble = TransportTrouble::other;
    std::string reason;  ///< in libcurl's words
};

/// What came of a request: an answer of any status, or a failure, with as much of the answer as had
/// come.
struct HttpOutcome {
    HttpResponse response = {};
    std::optional<TransportFailure> failure = std::nullopt;

    [[nodiscard]] bool ok() const noexcept { return !failure && response.ok(); }
};

}  // namespace sparkify
