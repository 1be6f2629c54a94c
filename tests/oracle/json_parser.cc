#include "oracle/json_parser.h"

#include "oracle/utf8.h"

namespace sparkify::oracle {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_high_surrogate(char32_t unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}

bool is_low_surrogate(char32_t unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

int hex_digit(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// The character a one-letter escape stands for; U+0000 when there is no such escape.
char unescaped(char letter) {
    switch (letter) {
        case '"':
        case '\\':
        case '/':
            return letter;
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

void JsonParser::fail(std::size_t position, const std::string& reason) {
    throw JsonError(position, reason);
}

char JsonParser::peek() const noexcept {
    return at_end() ? '\0' : bytes_[position_];
}

bool JsonParser::take(char expected) {
    if (at_end() || bytes_[position_] != expected) return false;
    ++position_;
    return true;
}

void JsonParser::expect(char expected) {
    if (!take(expected)) fail(position_, std::string("expected ") + expected);
}

void JsonParser::skip_white_space() {
    while (take(' ') || take('\t') || take('\n') || take('\r')) {
    }
}

void JsonParser::check_depth(int depth) const {
    if (depth > kMaxDepth) fail(position_, "nested too deeply");
}

std::vector<JsonMember> JsonParser::object(int depth) {
    check_depth(depth);
    expect('{');
    std::vector<JsonMember> members;
    skip_white_space();
    if (take('}')) return members;
    do {
        members.push_back(member(depth));
    } while (take(','));
    expect('}');
    return members;
}

JsonMember JsonParser::member(int depth) {
    JsonMember member;
    skip_white_space();
    member.key = string();
    skip_white_space();
    expect(':');
    skip_white_space();
    member.value = value(depth);
    skip_white_space();
    return member;
}

void JsonParser::array(int depth) {
    check_depth(depth);
    expect('[');
    skip_white_space();
    if (take(']')) return;
    do {
        skip_white_space();
        value(depth);
        skip_white_space();
    } while (take(','));
    expect(']');
}

JsonValue JsonParser::value(int depth) {
    const std::size_t begin = position_;
    JsonValue value;
    value.kind = value_of_any_kind(depth, value.text);
    value.raw = bytes_.substr(begin, position_ - begin);
    return value;
}

JsonKind JsonParser::value_of_any_kind(int depth, std::string& text) {
    switch (peek()) {
        case '{':
            object(depth + 1);
            return JsonKind::object;
        case '[':
            array(depth + 1);
            return JsonKind::array;
        case '"':
            text = string();
            return JsonKind::string;
        case 't':
            literal("true");
            return JsonKind::boolean;
        case 'f':
            literal("false");
            return JsonKind::boolean;
        case 'n':
            literal("null");
            return JsonKind::null;
        default:
            number();
            return JsonKind::number;
    }
}

void JsonParser::literal(std::string_view word) {
    for (const char letter : word)
        expect(letter);
}

void JsonParser::number() {
    take('-');
    if (!take('0')) digits();
    if (take('.')) digits();
    if (take('e') || take('E')) {
        if (!take('+')) take('-');
        digits();
    }
}

void JsonParser::digits() {
    if (!is_digit(peek())) fail(position_, "expected a value or a digit");
    while (is_digit(peek()))
        ++position_;
}

std::string JsonParser::string() {
    expect('"');
    std::string text;
    while (!take('"'))
        append_character(text);
    return text;
}

void JsonParser::append_character(std::string& text) {
    if (at_end()) fail(position_, "the text does not end");
    if (peek() == '\\') return append_escape(text);
    if (static_cast<unsigned char>(peek()) < 0x20) fail(position_, "control character in a text");
    const std::size_t length = utf8_sequence_length(bytes_.substr(position_));
    if (length == 0) fail(position_, "not UTF-8");
    text.append(bytes_.substr(position_, length));
    position_ += length;
}

void JsonParser::append_escape(std::string& text) {
    const std::size_t begin = position_;
    expect('\\');
    if (take('u')) return append_unicode_escape(text, begin);
    const char character = unescaped(peek());
    if (character == '\0') fail(begin, "no such escape");
    ++position_;
    text.push_back(character);
}

void JsonParser::append_unicode_escape(std::string& text, std::size_t begin) {
    const char32_t unit = four_hex_digits(begin);
    if (is_low_surrogate(unit)) fail(begin, "lone surrogate");
    if (!is_high_surrogate(unit)) return append_utf8(text, unit);
    if (!take('\\') || !take('u')) fail(begin, "lone surrogate");
    const char32_t low = four_hex_digits(begin);
    if (!is_low_surrogate(low)) fail(begin, "lone surrogate");
    append_utf8(text, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
}

char32_t JsonParser::four_hex_digits(std::size_t begin) {
    char32_t unit = 0;
    for (int i = 0; i < 4; ++i) {
        const int digit = hex_digit(peek());
        if (digit < 0) fail(begin, "\\u needs four hexadecimal digits");
        unit = unit * 16 + static_cast<char32_t>(digit);
        ++position_;
    }
    return unit;
}

}  // namespace sparkify::oracle
