#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace sparkify {

/// Takes one of these words only.
[[nodiscard]] CLI::Validator one_of(std::vector<std::string> words);

/// Takes a whole number within these bounds only.
[[nodiscard]] CLI::Validator number_between(std::uint32_t least, std::uint32_t most);

/// What is wrong with a command line that the parser refused, as one clause in this program's
/// words.
[[nodiscard]] std::string parse_complaint(const CLI::ParseError& error);

}  // namespace sparkify
