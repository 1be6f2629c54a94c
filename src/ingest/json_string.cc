#include "ingest/json_string.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <vector>

namespace sparkify {
namespace {

constexpr std::uint32_t kNoCodeUnit = 0xFFFF'FFFF;

std::uint32_t hex_digit(char digit) {
    if (digit >= '0' && digit <= '9') return static_cast<std::uint32_t>(digit - '0');
    if (digit >= 'a' && digit <= 'f') return static_cast<std::uint32_t>(digit - 'a' + 10);
    if (digit >= 'A' && digit <= 'F') return static_cast<std::uint32_t>(digit - 'A' + 10);
    return kNoCodeUnit;
}

/// The code unit of an escape \uXXXX at the front of `text`, which is taken off it.
std::uint32_t take_code_unit(std::string_view& text) {
    if (text.size() < 6 || text[0] != '\\' || text[1] != 'u') return kNoCodeUnit;
    std::uint32_t unit = 0;
    for (std::size_t position = 2; position < 6; ++position) {
        const std::uint32_t digit = hex_digit(text[position]);
        if (digit == kNoCodeUnit) return kNoCodeUnit;
        unit = unit * 16 + digit;
    }
    text.remove_prefix(6);
    return unit;
}

/// The code point that one or two \uXXXX escapes at the front of `text` stand for.
std::uint32_t take_code_point(std::string_view& text) {
    const std::uint32_t unit = take_code_unit(text);
    if (unit == kNoCodeUnit || unit < 0xD800 || unit > 0xDFFF) return unit;
    if (unit > 0xDBFF) return kNoCodeUnit;
    const std::uint32_t low = take_code_unit(text);
    if (low < 0xDC00 || low > 0xDFFF) return kNoCodeUnit;
    return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
}

char* write_utf8(std::uint32_t code_point, char* output) {
    const auto tail = [code_point](int shift) {
        return static_cast<char>(0x80 | ((code_point >> shift) & 0x3F));
    };
    if (code_point < 0x80) {
        *output++ = static_cast<char>(code_point);
    } else if (code_point < 0x800) {
        *output++ = static_cast<char>(0xC0 | (code_point >> 6));
        *output++ = tail(0);
    } else if (code_point < 0x10000) {
        *output++ = static_cast<char>(0xE0 | (code_point >> 12));
        *output++ = tail(6);
        *output++ = tail(0);
    } else {
        *output++ = static_cast<char>(0xF0 | (code_point >> 18));
        *output++ = tail(12);
        *output++ = tail(6);
        *output++ = tail(0);
    }
    return output;
}

/// What a one-letter escape stands for; 0 if there is no such escape.
char simple_escape(char letter) {
    switch (letter) {
        case '"':
            return '"';
        case '\\':
            return '\\';
        case '/':
            return '/';
        case 'b':
            return '\b';
        case 'f':
            return '\f';
        case 'n':
            return '\n';
        case 'r':
            return '\r';
        case 't':
            return '\t';
        default:
            return '\0';
    }
}

}  // namespace

UnescapeResult unescape(std::string_view raw, char* output, std::string_view& decoded) {
    char* end = output;
    bool has_nul = false;
    while (!raw.empty()) {
        const std::size_t plain = std::min(raw.find('\\'), raw.size());
        std::memcpy(end, raw.data(), plain);
        end += plain;
        raw.remove_prefix(plain);
        if (raw.empty()) break;
        if (raw.size() < 2) return UnescapeResult::invalid;
        if (const char simple = simple_escape(raw[1]); simple != '\0') {
            *end++ = simple;
            raw.remove_prefix(2);
            continue;
        }
        const std::uint32_t code_point = take_code_point(raw);
        if (code_point == kNoCodeUnit) return UnescapeResult::invalid;
        has_nul = has_nul || code_point == 0;
        end = write_utf8(code_point, end);
    }
    decoded = {output, static_cast<std::size_t>(end - output)};
    return has_nul ? UnescapeResult::has_nul : UnescapeResult::ok;
}

bool escapes_are_valid(std::string_view raw) {
    if (raw.find('\\') == std::string_view::npos) return true;
    std::vector<char> scratch(raw.size());
    std::string_view decoded;
    return unescape(raw, scratch.data(), decoded) != UnescapeResult::invalid;
}

}  // namespace sparkify
