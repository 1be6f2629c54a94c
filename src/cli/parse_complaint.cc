#include "cli/parse_complaint.h"

#include <CLI/CLI.hpp>
#include <cctype>

namespace sparkify {

std::string parse_complaint(const CLI::ParseError& error) {
    std::string said = error.what();
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
        return said.substr(0, said.find(':')) + " needs a value";
    const std::size_t required = said.find(" is required");
    if (dynamic_cast<const CLI::RequiredError*>(&error) == nullptr || required == std::string::npos)
        return said;
    std::string name = said.substr(0, required);
    for (char& letter : name)
        letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    return name + " is missing";
}

}  // namespace sparkify
