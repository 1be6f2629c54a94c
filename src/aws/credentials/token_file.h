#pragma once

#include <string>

namespace sparkify {

/// The content of a file that holds a token, without white space at its end. Throws
/// Error(configuration) if it cannot be read; `named_by` says who named it.
[[nodiscard]] std::string token_in_file(const std::string& path, const std::string& named_by);

}  // namespace sparkify
