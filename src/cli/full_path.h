#pragma once

#include <string>

namespace sparkify {

/// A path from the root on, without "." and "..": the name under which the ledger remembers an
/// object, whatever folder the program was started in. Links stay as they are, except those that a
/// ".." goes back from.
[[nodiscard]] std::string full_path(const std::string& path);

/// A path as it is shown to people: what lies in the current folder begins there.
[[nodiscard]] std::string shown_path(const std::string& path);

}  // namespace sparkify
