#pragma once

#include <string>

namespace CLI {
class ParseError;
}  // namespace CLI

namespace sparkify {

/// What is wrong with a command line that the parser refused, as one clause in this program's
/// words.
[[nodiscard]] std::string parse_complaint(const CLI::ParseError& error);

}  // namespace sparkify
