#pragma once

#include <string>

namespace sparkify {

/// Throws what the system said about a path (an errno) as an Error: access_denied or unreachable,
/// with what to do about it.
[[noreturn]] void throw_local_error(std::string what, std::string path, int error_number);

}  // namespace sparkify
