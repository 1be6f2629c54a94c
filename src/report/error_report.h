#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

namespace sparkify {

/// How errors and warnings are written to standard error.
enum class ErrorForm : std::uint8_t {
    plain,   ///< for people, without colour
    colour,  ///< for people at a terminal
    json,    ///< for programs (`--output json`): one object in one line
};

/// The name of a code for programs, which never changes: `unreachable`, `access_denied`.
[[nodiscard]] std::string_view name_of(ErrorCode code) noexcept;

/// An error as text that ends in a line end. For people, with lines only for what is known:
///
///     error: cannot read the object
///       where: log_data/x.json
///       reason: permission denied
///       next step: look at the object's permissions
///
/// Control characters are escaped; the lines of a long reason stay lines. For programs:
///
///     {"error": {"code": "access_denied", "exit": 5, "what": "...", "place": "...",
///                "reason": "...", "next_step": "..."}}
///
/// in one line, with all keys always there, and an empty string for what is not known.
[[nodiscard]] std::string error_report(const Error& error, ErrorForm form);

/// A warning as text that ends in a line end: `warning: ...`, or {"warning": {"what": "..."}}.
[[nodiscard]] std::string warning_report(std::string_view what, ErrorForm form);

}  // namespace sparkify
