#include "config/ini_edit.h"

#include <cstddef>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "base/letter_case.h"
#include "base/trimmed.h"

namespace sparkify {
namespace {

constexpr std::string_view kBlanks = " \t\r\v\f";

/// Each with its line end, if it has one.
std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
        lines.emplace_back(text.substr(0, size));
        text.remove_prefix(size);
    }
    return lines;
}

std::string_view content_of(std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

/// Where a key and the end of its section are, by the number of the line.
struct Place {
    std::optional<std::size_t> key;
    std::optional<std::size_t> last_of_section;
};

Place find_place(const std::vector<std::string>& lines, std::string_view section,
                 std::string_view key) {
    Place place;
    bool inside = false;
    for (std::size_t number = 0; number < lines.size(); ++number) {
        const std::string_view line = content_of(lines[number]);
        const std::string_view content = trimmed(line);
        if (content.empty() || content.front() == '#' || content.front() == ';') continue;
        if (content.front() == '[') {
            const std::string_view name = trimmed(content.substr(1, content.find(']') - 1));
            inside = equal_without_case(name, section);
        } else if (const std::size_t end = content.find_first_of("=:");
                   inside && kBlanks.find(line.front()) == std::string_view::npos &&
                   equal_without_case(trimmed(content.substr(0, end)), key)) {
            place.key = number;
        }
        if (inside) place.last_of_section = number;
    }
    return place;
}

/// What stands before the value, and the line end behind it, stay.
std::string with_value_on_line(std::string_view line, std::string_view value) {
    const std::string_view content = content_of(line);
    std::size_t begin = content.find_first_of("=:") + 1;
    while (begin < content.size() && kBlanks.find(content[begin]) != std::string_view::npos)
        ++begin;
    std::string changed(content.substr(0, begin));
    // "KEY =" is filled as "KEY = value", "KEY=" as "KEY=value".
    const bool ends = changed.ends_with(" =") || changed.ends_with(" :");
    if (ends && !value.empty()) changed += ' ';
    return fmt::format("{}{}{}", changed, value, line.substr(content.size()));
}

void end_last_line(std::vector<std::string>& lines, std::string_view line_end) {
    if (!lines.empty() && !lines.back().ends_with('\n')) lines.back() += line_end;
}

}  // namespace

std::string with_value(std::string_view text, std::string_view section, std::string_view key,
                       std::string_view value) {
    const std::string_view line_end = text.find("\r\n") == std::string_view::npos ? "\n" : "\r\n";
    std::vector<std::string> lines = lines_of(text);
    const Place place = find_place(lines, section, key);
    const std::string entry = fmt::format("{} = {}{}", key, value, line_end);
    if (place.key) {
        lines[*place.key] = with_value_on_line(lines[*place.key], value);
    } else if (place.last_of_section) {
        end_last_line(lines, line_end);
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(*place.last_of_section) + 1,
                     entry);
    } else {
        end_last_line(lines, line_end);
        if (!lines.empty()) lines.emplace_back(line_end);
        lines.push_back(fmt::format("[{}]{}", section, line_end));
        lines.push_back(entry);
    }
    std::string changed;
    for (const std::string& line : lines)
        changed += line;
    return changed;
}

}  // namespace sparkify
