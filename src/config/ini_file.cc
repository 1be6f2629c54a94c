#include "config/ini_file.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/trimmed.h"

namespace sparkify {
namespace {

constexpr std::string_view kBlanks = " \t\r\v\f";

std::string_view unquoted(std::string_view value) {
    const bool quoted = value.size() >= 2 && (value.front() == '\'' || value.front() == '"') &&
                        value.back() == value.front();
    return quoted ? value.substr(1, value.size() - 2) : value;
}

/// Whether nothing stands here, or a comment.
bool is_comment(std::string_view text) {
    text = trimmed(text);
    return text.empty() || text.front() == '#' || text.front() == ';';
}

class IniReader {
  public:
    IniReader(std::string_view place, std::string_view next_step)
        : place_(place), next_step_(next_step) {}

    void take_line(std::string_view line) {
        ++line_;
        const std::string_view content = trimmed(line);
        if (is_comment(content)) return;
        if (kBlanks.find(line.front()) != std::string_view::npos && !entries_.empty() && in_value_)
            return continue_value(content);
        if (content.front() == '[') return begin_section(content);
        add_entry(content);
    }

    std::vector<IniEntry> finish(QuotationMarks marks) {
        for (IniEntry& entry : entries_)
            if (marks == QuotationMarks::taken_off)
                entry.value = std::string(unquoted(entry.value));
        return std::move(entries_);
    }

  private:
    void begin_section(std::string_view content) {
        const std::size_t end = content.find(']');
        if (end == std::string_view::npos || end == 1 || !is_comment(content.substr(end + 1)))
            fail("a section is written as [NAME]");
        section_ = trimmed(content.substr(1, end - 1));
        in_value_ = false;
    }

    void add_entry(std::string_view content) {
        const std::size_t separator = content.find_first_of("=:");
        if (separator == std::string_view::npos || separator == 0)
            fail("a key is written as KEY = value");
        if (section_.empty()) fail("a key stands before the first [SECTION]");
        const std::string_view value = trimmed(content.substr(separator + 1));
        entries_.push_back({section_, std::string(trimmed(content.substr(0, separator))),
                            std::string(value), line_});
        in_value_ = true;
    }

    void continue_value(std::string_view content) {
        std::string& value = entries_.back().value;
        if (!value.empty()) value += '\n';
        value += content;
    }

    [[noreturn]] void fail(std::string reason) const {
        // The line itself is not shown: it may hold a password.
        throw Error(ErrorCode::configuration, {"cannot understand the configuration",
                                               fmt::format("{}, line {}", place_, line_),
                                               std::move(reason), std::string(next_step_)});
    }

    std::string_view place_;
    std::string_view next_step_;
    std::size_t line_ = 0;
    std::string section_;
    bool in_value_ = false;
    std::vector<IniEntry> entries_;
};

}  // namespace

std::vector<IniEntry> parse_ini(std::string_view text, std::string_view place,
                                std::string_view next_step, QuotationMarks marks) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    IniReader reader(place, next_step);
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        reader.take_line(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return reader.finish(marks);
}

}  // namespace sparkify
