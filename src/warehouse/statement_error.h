#pragma once

#include <string>
#include <utility>

#include "base/error.h"

namespace sparkify {

/// What a database server says of a statement.
class StatementError : public Error {
  public:
    /// How the server sees it.
    struct Cause {
        std::string sqlstate;   ///< five characters; empty if the server said nothing
        std::string statement;  ///< as it was sent
        /// Whether the whole transaction may succeed when it is run again: another one got in
        /// between.
        bool retry_helps = false;
    };

    StatementError(ErrorCode code, Message message, Cause cause)
        : Error(code, std::move(message)), cause_(std::move(cause)) {}

    [[nodiscard]] const Cause& cause() const noexcept { return cause_; }

  private:
    Cause cause_;
};

/// The connection went while a transaction was being committed, so that nobody here knows whether
/// it was. The ledger knows.
class CommitUnknown : public Error {
  public:
    using Error::Error;
};

}  // namespace sparkify
