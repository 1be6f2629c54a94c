#pragma once

#include "base/error.h"

namespace sparkify {

/// The exit codes of the program. docs/exit-codes.md explains them to users.
enum class ExitCode : int {
    done = 0,
    failed = 1,
    usage = 2,
    check_failed = 3,
    too_many_rejects = 4,
    unreachable = 5,
    locked = 6,
    interrupted = 130,
};

/// The exit code that belongs to an error.
[[nodiscard]] constexpr ExitCode exit_code_of(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::failed:
        case ErrorCode::statement_refused:
            return ExitCode::failed;
        case ErrorCode::usage:
        case ErrorCode::configuration:
            return ExitCode::usage;
        case ErrorCode::check_failed:
            return ExitCode::check_failed;
        case ErrorCode::too_many_rejects:
            return ExitCode::too_many_rejects;
        case ErrorCode::unreachable:
        case ErrorCode::access_denied:
            return ExitCode::unreachable;
        case ErrorCode::locked:
            return ExitCode::locked;
        case ErrorCode::interrupted:
            return ExitCode::interrupted;
    }
    return ExitCode::failed;
}

}  // namespace sparkify
