#include "ingest/record_scanner.h"

namespace sparkify {
namespace {

bool is_blank(unsigned char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

bool is_digit(unsigned char byte) {
    return byte >= '0' && byte <= '9';
}

int hex_value(unsigned char byte) {
    if (is_digit(byte)) return byte - '0';
    if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
    return -1;
}

constexpr const char* kNotUtf8 = "not UTF-8";
constexpr const char* kLoneSurrogate = "half of a surrogate pair is not UTF-8";

}  // namespace

std::size_t RecordScanner::feed(std::string_view bytes) {
    std::size_t position = 0;
    while (position < bytes.size() && status_ != Status::complete && status_ != Status::invalid) {
        if (take(static_cast<unsigned char>(bytes[position]))) ++position;
    }
    return position;
}

bool RecordScanner::take(unsigned char byte) {
    switch (state_) {
        case State::string:
        case State::escape:
        case State::hex:
        case State::low_surrogate_backslash:
        case State::low_surrogate_u:
        case State::utf8_tail:
            return take_in_string(byte);
        case State::minus:
        case State::zero:
        case State::digits:
        case State::point:
        case State::fraction:
        case State::exponent:
        case State::exponent_sign:
        case State::exponent_digits:
            return take_in_number(byte);
        case State::literal:
            return take_literal(byte);
        default:
            return take_structure(byte);
    }
}

bool RecordScanner::take_structure(unsigned char byte) {
    if (is_blank(byte)) {
        if (state_ == State::start) ++leading_blanks_;
        return true;
    }
    switch (state_) {
        case State::start:
            if (byte != '{' && byte != '[') return fail("a record has to begin with {");
            status_ = Status::incomplete;
            outer_array_ = byte == '[';
            return open(byte == '[');
        case State::first_key:
            if (byte == '}') return close();
            [[fallthrough]];
        case State::key:
            if (byte != '"') return fail("a key in quotation marks is missing");
            string_is_key_ = true;
            state_ = State::string;
            return true;
        case State::colon:
            if (byte != ':') return fail("a colon is missing after a key");
            state_ = State::value;
            return true;
        case State::first_element:
            if (byte == ']') return close();
            return begin_value(byte);
        case State::after_value:
            return take_after_value(byte);
        default:
            return begin_value(byte);
    }
}

bool RecordScanner::take_after_value(unsigned char byte) {
    const bool in_array = array_at_depth_.back();
    const unsigned char end = in_array ? ']' : '}';
    if (byte == end) return close();
    if (byte != ',') return fail(in_array ? "a comma or ] is missing" : "a comma or } is missing");
    state_ = in_array ? State::value : State::key;
    return true;
}

bool RecordScanner::begin_value(unsigned char byte) {
    switch (byte) {
        case '{':
            return open(false);
        case '[':
            return open(true);
        case '"':
            string_is_key_ = false;
            state_ = State::string;
            return true;
        case 't':
            return begin_literal("rue");
        case 'f':
            return begin_literal("alse");
        case 'n':
            return begin_literal("ull");
        case '-':
            state_ = State::minus;
            return true;
        case '0':
            state_ = State::zero;
            return true;
        default:
            break;
    }
    if (!is_digit(byte)) return fail("a value is missing");
    state_ = State::digits;
    return true;
}

bool RecordScanner::begin_literal(const char* rest) {
    literal_rest_ = rest;
    state_ = State::literal;
    return true;
}

bool RecordScanner::take_literal(unsigned char byte) {
    if (byte != static_cast<unsigned char>(*literal_rest_))
        return fail("an unquoted word that is not true, false or null");
    if (*++literal_rest_ == '\0') state_ = State::after_value;
    return true;
}

bool RecordScanner::take_in_string(unsigned char byte) {
    switch (state_) {
        case State::escape:
            return take_escape(byte);
        case State::hex:
            return take_hex(byte);
        case State::utf8_tail:
            return take_utf8_tail(byte);
        case State::low_surrogate_backslash:
            if (byte != '\\') return fail(kLoneSurrogate);
            state_ = State::low_surrogate_u;
            return true;
        case State::low_surrogate_u:
            if (byte != 'u') return fail(kLoneSurrogate);
            state_ = State::hex;
            return true;
        default:
            break;
    }
    if (byte == '"') {
        state_ = string_is_key_ ? State::colon : State::after_value;
        return true;
    }
    if (byte == '\\') {
        state_ = State::escape;
        return true;
    }
    if (byte == '\n') return fail("the line ends inside a text");
    if (byte < 0x20) return fail("a control character inside a text");
    return byte < 0x80 || begin_utf8(byte);
}

// The ranges are those of table 3-7 (well-formed UTF-8 byte sequences) of the Unicode standard.
bool RecordScanner::begin_utf8(unsigned char byte) {
    utf8_low_ = 0x80;
    utf8_high_ = 0xBF;
    if (byte >= 0xC2 && byte <= 0xDF) {
        utf8_left_ = 1;
    } else if (byte >= 0xE0 && byte <= 0xEF) {
        utf8_left_ = 2;
        if (byte == 0xE0) utf8_low_ = 0xA0;
        if (byte == 0xED) utf8_high_ = 0x9F;
    } else if (byte >= 0xF0 && byte <= 0xF4) {
        utf8_left_ = 3;
        if (byte == 0xF0) utf8_low_ = 0x90;
        if (byte == 0xF4) utf8_high_ = 0x8F;
    } else {
        return fail(kNotUtf8);
    }
    state_ = State::utf8_tail;
    return true;
}

bool RecordScanner::take_utf8_tail(unsigned char byte) {
    if (byte < utf8_low_ || byte > utf8_high_) return fail(kNotUtf8);
    utf8_low_ = 0x80;
    utf8_high_ = 0xBF;
    if (--utf8_left_ == 0) state_ = State::string;
    return true;
}

bool RecordScanner::take_escape(unsigned char byte) {
    switch (byte) {
        case '"':
        case '\\':
        case '/':
        case 'b':
        case 'f':
        case 'n':
        case 'r':
        case 't':
            state_ = State::string;
            return true;
        case 'u':
            state_ = State::hex;
            return true;
        default:
            return fail("an escape that JSON does not know");
    }
}

bool RecordScanner::take_hex(unsigned char byte) {
    const int digit = hex_value(byte);
    if (digit < 0) return fail("\\u is not followed by four hexadecimal digits");
    code_unit_ = code_unit_ * 16 + static_cast<std::uint32_t>(digit);
    if (++hex_digits_ < 4) return true;
    return finish_code_unit();
}

bool RecordScanner::finish_code_unit() {
    const std::uint32_t unit = code_unit_;
    code_unit_ = 0;
    hex_digits_ = 0;
    const bool high = unit >= 0xD800 && unit <= 0xDBFF;
    const bool low = unit >= 0xDC00 && unit <= 0xDFFF;
    if (low != expects_low_surrogate_) return fail(kLoneSurrogate);
    expects_low_surrogate_ = high;
    state_ = high ? State::low_surrogate_backslash : State::string;
    return true;
}

bool RecordScanner::take_in_number(unsigned char byte) {
    switch (state_) {
        case State::minus:
            if (!is_digit(byte)) return fail("a minus without digits");
            state_ = byte == '0' ? State::zero : State::digits;
            return true;
        case State::digits:
            if (is_digit(byte)) return true;
            [[fallthrough]];
        case State::zero:
            if (byte == '.') {
                state_ = State::point;
                return true;
            }
            [[fallthrough]];
        case State::fraction:
            if (state_ == State::fraction && is_digit(byte)) return true;
            if (byte == 'e' || byte == 'E') {
                state_ = State::exponent;
                return true;
            }
            return end_number(byte);
        case State::point:
            if (!is_digit(byte)) return fail("a number that ends in its decimal point");
            state_ = State::fraction;
            return true;
        case State::exponent:
            if (byte == '+' || byte == '-') {
                state_ = State::exponent_sign;
                return true;
            }
            [[fallthrough]];
        case State::exponent_sign:
            if (!is_digit(byte)) return fail("an exponent without digits");
            state_ = State::exponent_digits;
            return true;
        default:
            return is_digit(byte) || end_number(byte);
    }
}

bool RecordScanner::end_number(unsigned char byte) {
    if (is_digit(byte)) return fail("a number with leading zeros");
    state_ = State::after_value;
    return false;
}

bool RecordScanner::open(bool array) {
    if (array_at_depth_.size() == kMaxDepth) return fail("nested too deeply");
    array_at_depth_.push_back(array);
    state_ = array ? State::first_element : State::first_key;
    return true;
}

bool RecordScanner::close() {
    array_at_depth_.pop_back();
    state_ = State::after_value;
    if (array_at_depth_.empty()) status_ = Status::complete;
    return true;
}

bool RecordScanner::fail(const char* reason) {
    reason_ = reason;
    status_ = Status::invalid;
    return false;
}

}  // namespace sparkify
