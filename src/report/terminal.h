#pragma once

#include <functional>

namespace sparkify {

/// What is known about where the output goes. Decided once when the program starts.
struct Terminal {
    bool stdout_is_terminal = false;
    bool stderr_is_terminal = false;
    bool stdout_colour = false;  ///< a terminal that takes colours, and nobody asked for none
    bool stderr_colour = false;
    bool stderr_redraws = false;  ///< a terminal that can write over its last line
    bool unicode = false;         ///< the locale's encoding is UTF-8
    unsigned width = 80;          ///< in columns, never 0
};

/// Looks up an environment variable: its value, or nullptr when it is not set.
using EnvironmentLookup = std::function<const char*(const char* name)>;

/// The facts on standard output and standard error of this process.
/// - Colour is off when NO_COLOR is set and not empty (no-color.org), and where TERM is `dumb`.
/// - The encoding is that of the first of LC_ALL, LC_CTYPE and LANG that is set and not empty.
/// - The width is what standard output says, else standard error, else COLUMNS, else 80.
[[nodiscard]] Terminal detect_terminal();

/// The same for any two file descriptors and any environment.
[[nodiscard]] Terminal detect_terminal(int out, int err, const EnvironmentLookup& environment);

}  // namespace sparkify
