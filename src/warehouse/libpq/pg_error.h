#pragma once

#include <string>
#include <string_view>

#include "warehouse/statement_error.h"

namespace sparkify {

/// What a server said of a statement that failed, in the fields of the protocol.
struct PgReply {
    std::string sqlstate;
    std::string message;  ///< the primary message, one line
    std::string text;  ///< all of it as it would be shown, with detail, hint and the line at fault
};

/// Whether another transaction got in between. PostgreSQL says so by SQLSTATE; Redshift, whose
/// conflicts have the SQLSTATE of permanent failures (XX000), by the message.
[[nodiscard]] bool is_conflict(const PgReply& reply);

/// Turns a failed statement into an error for users. `server` is what they know the warehouse by.
[[nodiscard]] StatementError statement_error_of(const PgReply& reply, const std::string& statement,
                                                const std::string& server);

/// The connection is gone. `reason` is in the words of libpq.
[[nodiscard]] StatementError connection_lost_error(std::string_view reason,
                                                   const std::string& statement,
                                                   const std::string& server);

/// A user asked to stop.
[[nodiscard]] StatementError interrupted_error(const std::string& statement,
                                               const std::string& server);

}  // namespace sparkify
