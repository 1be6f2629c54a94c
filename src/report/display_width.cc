#include "report/display_width.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <span>

#include <fmt/format.h>

#include "report/code_point_ranges.h"

namespace sparkify {
namespace {

struct CodePoint {
    char32_t value;
    std::size_t bytes;
    bool valid;
};

unsigned byte_at(std::string_view text, std::size_t index) {
    return static_cast<unsigned char>(text[index]);
}

struct Lead {
    std::size_t bytes;  // of the whole sequence; 0 if no sequence begins this way
    unsigned bits;      // the part of the code point that the first byte carries
    char32_t smallest;  // smaller code points have to be written shorter
};

Lead lead_of(unsigned byte) {
    if (byte < 0x80) return {1, byte, 0};
    if (byte >= 0xc2 && byte < 0xe0) return {2, byte & 0x1fU, 0x80};
    if (byte >= 0xe0 && byte < 0xf0) return {3, byte & 0x0fU, 0x800};
    if (byte >= 0xf0 && byte < 0xf5) return {4, byte & 0x07U, 0x10000};
    return {0, 0, 0};
}

// The first code point of text that is not empty. RFC 3629.
CodePoint first_code_point(std::string_view text) {
    const CodePoint invalid{byte_at(text, 0), 1, false};
    const Lead lead = lead_of(byte_at(text, 0));
    if (lead.bytes == 0 || lead.bytes > text.size()) return invalid;
    char32_t value = lead.bits;
    for (std::size_t index = 1; index < lead.bytes; ++index) {
        const unsigned byte = byte_at(text, index);
        if ((byte & 0xc0U) != 0x80) return invalid;
        value = (value << 6U) | (byte & 0x3fU);
    }
    const bool surrogate = value >= 0xd800 && value <= 0xdfff;
    if (value < lead.smallest || value > 0x10ffff || surrogate) return invalid;
    return {value, lead.bytes, true};
}

bool is_in(std::span<const CodePointRange> ranges, char32_t value) {
    const auto* const after = std::upper_bound(
        ranges.data(), ranges.data() + ranges.size(), value,
        [](char32_t wanted, const CodePointRange& range) { return wanted < range.first; });
    return after != ranges.data() && value <= std::prev(after)->last;
}

std::size_t columns_of(const CodePoint& code_point) {
    if (!code_point.valid || code_point.value < 0x300) return 1;
    if (is_in(kZeroWidthRanges, code_point.value)) return 0;
    return is_in(kWideRanges, code_point.value) ? 2 : 1;
}

// The longest beginning that takes at most `width` columns, with the marks that belong to it.
std::string_view beginning_of(std::string_view text, std::size_t width) {
    std::size_t used = 0;
    std::size_t end = 0;
    while (end < text.size()) {
        const CodePoint code_point = first_code_point(text.substr(end));
        used += columns_of(code_point);
        if (used > width) break;
        end += code_point.bytes;
    }
    return text.substr(0, end);
}

bool acts_on_terminal(char32_t value) {
    const bool control = value < 0x20 || (value >= 0x7f && value < 0xa0);
    const bool direction = value == 0x61c || value == 0x200e || value == 0x200f ||
                           (value >= 0x202a && value <= 0x202e) ||
                           (value >= 0x2066 && value <= 0x2069);
    const bool line_end = value == 0x2028 || value == 0x2029;
    return control || direction || line_end;
}

std::string escape_of(const CodePoint& code_point) {
    switch (code_point.value) {
        case U'\n':
            return "\\n";
        case U'\r':
            return "\\r";
        case U'\t':
            return "\\t";
        default:
            break;
    }
    const auto number = static_cast<std::uint32_t>(code_point.value);
    const bool one_byte = !code_point.valid || number < 0x80;
    return one_byte ? fmt::format("\\x{:02x}", number) : fmt::format("\\u{:04x}", number);
}

}  // namespace

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const CodePoint code_point = first_code_point(text);
        width += columns_of(code_point);
        text.remove_prefix(code_point.bytes);
    }
    return width;
}

std::string truncated_to_width(std::string_view text, std::size_t width,
                               std::string_view ellipsis) {
    if (beginning_of(text, width).size() == text.size()) return std::string{text};
    const std::string_view sign = beginning_of(ellipsis, width);
    std::string result{beginning_of(text, width - display_width(sign))};
    result += sign;
    return result;
}

std::string escaped_for_terminal(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const CodePoint code_point = first_code_point(text);
        if (!code_point.valid || acts_on_terminal(code_point.value)) {
            result += escape_of(code_point);
        } else {
            result += text.substr(0, code_point.bytes);
        }
        text.remove_prefix(code_point.bytes);
    }
    return result;
}

}  // namespace sparkify
