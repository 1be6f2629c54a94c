#pragma once

#include <cstdint>
#include <exception>
#include <string>

namespace sparkify {

/// What went wrong, as far as the caller of the program has to tell cases apart.
/// Each code has one exit code (see exit_code.h).
enum class ErrorCode : std::uint8_t {
    failed,             ///< the run failed
    statement_refused,  ///< the warehouse cannot understand a statement
    usage,              ///< the command line cannot be understood
    configuration,      ///< dwh.cfg, the JSONPaths file or the model is wrong
    check_failed,       ///< a data-quality check with severity error found rows
    too_many_rejects,   ///< more records could not be loaded than --max-errors allows
    unreachable,        ///< the source or the warehouse is not there or cannot be read
    access_denied,      ///< it is there, but we may not read or write it
    locked,             ///< another process holds the warehouse
    interrupted,        ///< the user asked to stop
};

/// The one error type of the program. Thrown where the trouble happens; turned into text and an
/// exit code in one place (report/error_report.h). It never carries a secret.
class Error : public std::exception {
  public:
    /// What a user needs to act. `what` is required, the rest may be empty.
    struct Message {
        std::string what;       ///< what happened, as a clause: "cannot read the object"
        std::string place;      ///< where: an object and line, a file, a URL
        std::string reason;     ///< why, often the words of a library or the system
        std::string next_step;  ///< what to do about it
    };

    Error(ErrorCode code, Message message);

    [[nodiscard]] ErrorCode code() const noexcept { return code_; }
    [[nodiscard]] const Message& message() const noexcept { return message_; }

    /// The message in one line: "what: place: reason".
    [[nodiscard]] const char* what() const noexcept override { return line_.c_str(); }

  private:
    ErrorCode code_;
    Message message_;
    std::string line_;
};

}  // namespace sparkify
