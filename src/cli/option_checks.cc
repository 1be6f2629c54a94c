#include "cli/option_checks.h"

#include <cctype>
#include <charconv>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace sparkify {

CLI::Validator one_of(std::vector<std::string> words) {
    return {[words = std::move(words)](const std::string& text) {
                for (const std::string& word : words)
                    if (word == text) return std::string();
                return fmt::format("\"{}\" is none of {}", text, fmt::join(words, ", "));
            },
            ""};
}

CLI::Validator number_between(std::uint32_t least, std::uint32_t most) {
    return {[least, most](const std::string& text) {
                std::uint32_t number = 0;
                const char* end = text.data() + text.size();
                const auto [rest, failure] = std::from_chars(text.data(), end, number);
                if (failure == std::errc() && rest == end && number >= least && number <= most)
                    return std::string();
                return fmt::format("\"{}\" is not a whole number from {} to {}", text, least, most);
            },
            ""};
}

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
