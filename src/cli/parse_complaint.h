#pragma once

#include <string>

#include "cli/parser_library.h"

namespace sparkify {

/// What is wrong with a command line that the parser refused, as one clause in this program's
/// words.
[[nodiscard]] std::string parse_complaint(const CLI::ParseError& error);

}  // namespace sparkify
