#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>

#include "base/error.h"

namespace sparkify {

/// Whether the whole transaction may succeed when it is run again at once, or soon.
enum class Retry : std::uint8_t {
    none,      ///< nothing says so
    conflict,  ///< another transaction got in between
    not_yet,   ///< what it needs was made a moment ago, and is not known everywhere yet
};

/// How long what is not known yet is awaited: IAM tells of a new role within seconds as a rule.
inline constexpr std::chrono::milliseconds kNotYetPatience{60'000};

/// Why waiting may help, in words for users.
inline constexpr const char* kNotYetKnown =
    "what was made a moment ago is not known everywhere at once";

/// What a database server says of a statement.
class StatementError : public Error {
  public:
    /// How the server sees it.
    struct Cause {
        std::string sqlstate;   ///< five characters; empty if the server said nothing
        std::string statement;  ///< as it was sent
        Retry retry = Retry::none;
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
