#include "generate/json_text.h"

#include <charconv>
#include <cstddef>

namespace sparkify {

namespace {

constexpr std::string_view kLowerHex = "0123456789abcdef";
constexpr std::string_view kUpperHex = "0123456789ABCDEF";

std::size_t sequence_length(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead < 0xe0) return 2;
    return lead < 0xf0 ? 3 : 4;
}

char32_t code_point(std::string_view sequence) {
    const auto lead = static_cast<unsigned char>(sequence[0]);
    if (sequence.size() == 1) return lead;
    char32_t value = lead & (0x7fU >> sequence.size());
    for (const char next : sequence.substr(1)) {
        value = (value << 6) | (static_cast<unsigned char>(next) & 0x3fU);
    }
    return value;
}

void append_utf8(std::string& out, char32_t value) {
    const auto tail = [&](unsigned shift) {
        out += static_cast<char>(0x80U | ((value >> shift) & 0x3fU));
    };
    if (value < 0x80) {
        out += static_cast<char>(value);
    } else if (value < 0x800) {
        out += static_cast<char>(0xc0U | (value >> 6));
        tail(0);
    } else if (value < 0x10000) {
        out += static_cast<char>(0xe0U | (value >> 12));
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xf0U | (value >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

void append_unit(std::string& out, char32_t unit, std::string_view hex) {
    out += "\\u";
    for (const unsigned shift : {12U, 8U, 4U, 0U}) {
        out += hex[(unit >> shift) & 0xfU];
    }
}

void append_escape(std::string& out, char32_t value, std::string_view hex) {
    if (value < 0x10000) {
        append_unit(out, value, hex);
        return;
    }
    append_unit(out, 0xd800U + ((value - 0x10000U) >> 10), hex);
    append_unit(out, 0xdc00U + ((value - 0x10000U) & 0x3ffU), hex);
}

void append_character(std::string& out, std::string_view sequence, JsonSpelling spelling) {
    const char first = sequence[0];
    if (spelling == JsonSpelling::fully_escaped) {
        append_escape(out, code_point(sequence), kUpperHex);
    } else if (sequence.size() > 1 && spelling == JsonSpelling::raw_utf8) {
        out += sequence;
    } else if (sequence.size() > 1 || static_cast<unsigned char>(first) < 0x20) {
        append_escape(out, code_point(sequence), kLowerHex);
    } else {
        const bool escaped_slash = first == '/' && spelling == JsonSpelling::log;
        if (first == '"' || first == '\\' || escaped_slash) out += '\\';
        out += first;
    }
}

char32_t hex_unit(std::string_view digits) {
    std::uint32_t unit = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), unit, 16);
    return unit;
}

}  // namespace

std::string json_string(std::string_view utf8, JsonSpelling spelling) {
    std::string out = "\"";
    while (!utf8.empty()) {
        const std::size_t length = sequence_length(static_cast<unsigned char>(utf8[0]));
        append_character(out, utf8.substr(0, length), spelling);
        utf8.remove_prefix(length);
    }
    return out += '"';
}

std::string json_string_text(std::string_view json) {
    std::string text;
    const std::string_view inner = json.substr(1, json.size() - 2);
    for (std::size_t at = 0; at < inner.size(); ++at) {
        const bool escaped = inner[at] == '\\';
        if (escaped) ++at;
        if (!escaped || inner[at] != 'u') {
            text += inner[at];
        } else {
            char32_t value = hex_unit(inner.substr(at + 1, 4));
            at += 4;
            if (value >= 0xd800 && value < 0xdc00) {
                const char32_t low = hex_unit(inner.substr(at + 3, 4));
                value = 0x10000U + ((value - 0xd800U) << 10) + (low - 0xdc00U);
                at += 6;
            }
            append_utf8(text, value);
        }
    }
    return text;
}

void append_number(std::string& out, std::uint64_t number) {
    char digits[20];
    const auto written = std::to_chars(digits, digits + sizeof digits, number);
    out.append(digits, written.ptr);
}

void append_hundred_thousandths(std::string& out, std::int64_t number) {
    if (number < 0) out += '-';
    const auto size = static_cast<std::uint64_t>(number < 0 ? -number : number);
    append_number(out, size / 100'000);
    out += '.';
    std::uint64_t rest = size % 100'000;
    std::uint64_t place = 10'000;
    do {
        out += static_cast<char>('0' + rest / place);
        rest %= place;
        place /= 10;
    } while (rest != 0);
}

}  // namespace sparkify
