#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sparkify {

/// Whether a location holds a wildcard: `*`, `?` or `[`.
[[nodiscard]] bool is_path_pattern(std::string_view location);

/// The paths of all files and folders that a pattern matches, each once, in no particular order.
///
/// Between slashes `*`, `?` and `[...]` match as fnmatch(3) has it, and names that begin with a dot
/// only if the pattern does too. A `**` between slashes stands for any number of folders, also
/// none; it does not follow links to folders, which might lead round in a circle.
///
/// A pattern that matches nothing gives nothing, but the folder before its first wildcard has to
/// exist, and every folder that has to be looked into has to be readable. Throws what
/// throw_local_error() throws.
[[nodiscard]] std::vector<std::string> expand_path_pattern(std::string_view pattern);

/// Whether a path, or a folder that it lies in, is one that the pattern matches. Looks at the names
/// only, so the path need not exist.
[[nodiscard]] bool is_in_path_pattern(std::string_view path, std::string_view pattern);

}  // namespace sparkify
