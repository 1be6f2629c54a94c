#include "cli/rehearsed_calls.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include "cli/result_json.h"

namespace sparkify {
namespace {

/// Of some lines, with as many blanks before each but the first.
std::string indented(const std::string& text, std::size_t blanks) {
    std::string result;
    for (const char letter : text) {
        result += letter;
        if (letter == '\n') result.append(blanks, ' ');
    }
    return result;
}

/// A document in JSON is easier to read over several lines.
std::string laid_out(const std::string& value, std::size_t blanks) {
    if (!value.starts_with('{')) return value;
    const auto document = nlohmann::ordered_json::parse(value, nullptr, false);
    return document.is_discarded() ? value : indented(document.dump(2), blanks);
}

}  // namespace

std::string RehearsedCalls::text() const {
    std::string text;
    for (const PlannedCall& call : calls_) {
        text +=
            fmt::format("{}{} on {}\n", text.empty() ? "" : "\n", call.permission, call.resource);
        std::size_t width = 0;
        for (const auto& [name, value] : call.parameters)
            width = std::max(width, name.size());
        for (const auto& [name, value] : call.parameters)
            text += fmt::format("  {:<{}}  {}\n", name, width, laid_out(value, width + 4));
    }
    return text.empty() ? "Nothing would be changed.\n" : text;
}

std::string RehearsedCalls::json() const {
    auto list = nlohmann::ordered_json::array();
    for (const PlannedCall& call : calls_) {
        auto parameters = nlohmann::ordered_json::object();
        for (const auto& [name, value] : call.parameters)
            parameters[name] = value;
        list.push_back(
            {{"call", call.permission}, {"resource", call.resource}, {"parameters", parameters}});
    }
    return json_text(list);
}

}  // namespace sparkify
