#include "base/utf8_text.h"

#include <algorithm>
#include <charconv>
#include <cstddef>

#include <fmt/format.h>

namespace sparkify {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool in_range(unsigned char byte, unsigned char low, unsigned char high) {
    return byte >= low && byte <= high;
}

/// Bytes of the well-formed sequence at the front (table 3-7 of the Unicode standard); 0 if none.
std::size_t sequence_length(std::string_view bytes) {
    const auto at = [bytes](std::size_t index) {
        return static_cast<unsigned char>(index < bytes.size() ? bytes[index] : '\0');
    };
    const auto tail = [&at](std::size_t index) { return in_range(at(index), 0x80, 0xBF); };
    const unsigned char first = at(0);
    if (in_range(first, 0x01, 0x7F)) return 1;
    if (in_range(first, 0xC2, 0xDF)) return tail(1) ? 2 : 0;
    if (in_range(first, 0xE0, 0xEF)) {
        const unsigned char low = first == 0xE0 ? 0xA0 : 0x80;
        const unsigned char high = first == 0xED ? 0x9F : 0xBF;
        return in_range(at(1), low, high) && tail(2) ? 3 : 0;
    }
    if (in_range(first, 0xF0, 0xF4)) {
        const unsigned char low = first == 0xF0 ? 0x90 : 0x80;
        const unsigned char high = first == 0xF4 ? 0x8F : 0xBF;
        return in_range(at(1), low, high) && tail(2) && tail(3) ? 4 : 0;
    }
    return 0;
}

/// "\xFF" in place of every byte that cannot be kept, and `backslash` of every backslash.
std::string with_marks(std::string_view bytes, std::string_view backslash) {
    std::string text;
    text.reserve(bytes.size());
    while (!bytes.empty()) {
        const std::size_t length = sequence_length(bytes);
        if (length == 0)
            text += fmt::format("\\x{:02X}", static_cast<unsigned char>(bytes.front()));
        else if (bytes.front() == '\\')
            text += backslash;
        else
            text += bytes.substr(0, length);
        bytes.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return text;
}

}  // namespace

std::string as_valid_text(std::string_view bytes, std::size_t max_bytes) {
    std::string text;
    text.reserve(std::min(bytes.size(), max_bytes));
    while (!bytes.empty()) {
        const std::size_t length = sequence_length(bytes);
        const std::string_view character = length == 0 ? kReplacement : bytes.substr(0, length);
        if (character.size() > max_bytes - text.size()) break;
        text += character;
        bytes.remove_prefix(length == 0 ? 1 : length);
    }
    return text;
}

std::string marked_bytes(std::string_view bytes) {
    return with_marks(bytes, "\\");
}

std::string escaped_bytes(std::string_view bytes) {
    return with_marks(bytes, "\\\\");
}

std::string unescaped_bytes(std::string_view text) {
    std::string bytes;
    bytes.reserve(text.size());
    while (!text.empty()) {
        unsigned char byte = 0;
        if (text.size() >= 4 && text.starts_with("\\x") &&
            std::from_chars(text.data() + 2, text.data() + 4, byte, 16).ptr == text.data() + 4) {
            bytes += static_cast<char>(byte);
            text.remove_prefix(4);
            continue;
        }
        bytes += text.front();
        text.remove_prefix(text.starts_with("\\\\") ? 2 : 1);
    }
    return bytes;
}

}  // namespace sparkify
