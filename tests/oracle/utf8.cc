#include "oracle/utf8.h"

#include <algorithm>

namespace sparkify::oracle {
namespace {

unsigned byte_at(std::string_view bytes, std::size_t index) {
    return static_cast<unsigned char>(bytes[index]);
}

std::size_t length_by_lead_byte(unsigned lead) {
    if (lead <= 0x7F) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

bool second_byte_fits(unsigned lead, unsigned second) {
    if (lead == 0xE0) return second >= 0xA0 && second <= 0xBF;
    if (lead == 0xED) return second >= 0x80 && second <= 0x9F;
    if (lead == 0xF0) return second >= 0x90 && second <= 0xBF;
    if (lead == 0xF4) return second >= 0x80 && second <= 0x8F;
    return second >= 0x80 && second <= 0xBF;
}

bool is_continuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

void append_byte(std::string& text, char32_t byte) {
    text.push_back(static_cast<char>(static_cast<unsigned char>(byte)));
}

}  // namespace

std::size_t utf8_sequence_length(std::string_view bytes) {
    if (bytes.empty()) return 0;
    const std::size_t length = length_by_lead_byte(byte_at(bytes, 0));
    if (length <= 1) return length;
    if (bytes.size() < length) return 0;
    if (!second_byte_fits(byte_at(bytes, 0), byte_at(bytes, 1))) return 0;
    const std::string_view rest = bytes.substr(2, length - 2);
    return std::all_of(rest.begin(), rest.end(), is_continuation) ? length : 0;
}

void append_utf8(std::string& text, char32_t code_point) {
    if (code_point < 0x80) {
        append_byte(text, code_point);
    } else if (code_point < 0x800) {
        append_byte(text, 0xC0 | (code_point >> 6));
        append_byte(text, 0x80 | (code_point & 0x3F));
    } else if (code_point < 0x10000) {
        append_byte(text, 0xE0 | (code_point >> 12));
        append_byte(text, 0x80 | ((code_point >> 6) & 0x3F));
        append_byte(text, 0x80 | (code_point & 0x3F));
    } else {
        append_byte(text, 0xF0 | (code_point >> 18));
        append_byte(text, 0x80 | ((code_point >> 12) & 0x3F));
        append_byte(text, 0x80 | ((code_point >> 6) & 0x3F));
        append_byte(text, 0x80 | (code_point & 0x3F));
    }
}

std::size_t count_characters(std::string_view text) {
    const auto continuations = std::count_if(text.begin(), text.end(), is_continuation);
    return text.size() - static_cast<std::size_t>(continuations);
}

}  // namespace sparkify::oracle
