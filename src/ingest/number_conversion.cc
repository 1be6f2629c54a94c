#include "ingest/number_conversion.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <limits>
#include <string>

namespace sparkify {
namespace {

/// A number taken apart: sign, digits before and after the point, exponent.
struct DecimalParts {
    bool negative = false;
    std::string_view whole;
    std::string_view fraction;
    std::int64_t exponent = 0;
};

bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

std::string_view take_digits(std::string_view& text) {
    std::size_t count = 0;
    while (count < text.size() && is_digit(text[count]))
        ++count;
    const std::string_view digits = text.substr(0, count);
    text.remove_prefix(count);
    return digits;
}

bool take(std::string_view& text, char byte) {
    if (text.empty() || text.front() != byte) return false;
    text.remove_prefix(1);
    return true;
}

/// An exponent that outweighs all digits that a record can hold (kMaxRecordBytes) is as good as any
/// larger one: the number is zero or out of range.
constexpr std::int64_t kExponentLimit = 1'000'000'000'000;

bool take_exponent(std::string_view& text, std::int64_t& exponent) {
    if (!take(text, 'e') && !take(text, 'E')) return true;
    const bool negative = take(text, '-');
    if (!negative) take(text, '+');
    const std::string_view digits = take_digits(text);
    for (const char digit : digits)
        exponent = std::min(exponent * 10 + (digit - '0'), kExponentLimit);
    if (negative) exponent = -exponent;
    return !digits.empty();
}

bool parse(std::string_view text, NumberGrammar grammar, DecimalParts& parts) {
    parts.negative = take(text, '-');
    if (!parts.negative && grammar == NumberGrammar::text) take(text, '+');
    parts.whole = take_digits(text);
    if (parts.whole.empty()) return false;
    if (grammar == NumberGrammar::json && parts.whole.size() > 1 && parts.whole[0] == '0')
        return false;
    if (take(text, '.')) {
        parts.fraction = take_digits(text);
        if (parts.fraction.empty()) return false;
    }
    return take_exponent(text, parts.exponent) && text.empty();
}

/// Appends a digit; false on overflow. Works on the negative side, which is one larger.
bool append_digit(std::int64_t& negative_value, int digit) {
    return !__builtin_mul_overflow(negative_value, std::int64_t{10}, &negative_value) &&
           !__builtin_sub_overflow(negative_value, std::int64_t{digit}, &negative_value);
}

NumberResult integer_of(const DecimalParts& parts, std::int64_t& value) {
    const std::size_t count = parts.whole.size() + parts.fraction.size();
    const std::int64_t integral_digits =
        static_cast<std::int64_t>(parts.whole.size()) + parts.exponent;
    std::int64_t negative_value = 0;
    for (std::size_t position = 0; position < count; ++position) {
        const char digit = position < parts.whole.size()
                               ? parts.whole[position]
                               : parts.fraction[position - parts.whole.size()];
        const bool before_point = static_cast<std::int64_t>(position) < integral_digits;
        if (!before_point && digit != '0') return NumberResult::not_integral;
        if (before_point && !append_digit(negative_value, digit - '0'))
            return NumberResult::out_of_range;
    }
    for (auto zeros = integral_digits - static_cast<std::int64_t>(count);
         zeros > 0 && negative_value != 0; --zeros) {
        if (!append_digit(negative_value, 0)) return NumberResult::out_of_range;
    }
    if (!parts.negative && negative_value == std::numeric_limits<std::int64_t>::min())
        return NumberResult::out_of_range;
    value = parts.negative ? negative_value : -negative_value;
    return NumberResult::ok;
}

/// Integers of at most 18 digits, which is nearly every one: no overflow is possible.
bool to_short_integer(std::string_view text, std::int64_t& value) {
    if (text.empty() || text.size() > 18 || (text[0] == '0' && text.size() > 1)) return false;
    std::int64_t sum = 0;
    for (const char byte : text) {
        if (!is_digit(byte)) return false;
        sum = sum * 10 + (byte - '0');
    }
    value = sum;
    return true;
}

constexpr std::array<double, 16> kPowersOfTen{1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                              1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

/// Decimals of at most 15 digits as JSON spells them, which is nearly every one. Their digits and
/// the power of ten are doubles without an error, so that the one division rounds to the nearest
/// (Clinger, "How to Read Floating Point Numbers Accurately", 1990).
bool to_short_double(std::string_view text, double& value) {
    const bool negative = take(text, '-');
    if (text.empty() || text.size() > 16 || !is_digit(text[0])) return false;
    if (text[0] == '0' && text.size() > 1 && text[1] != '.') return false;
    std::int64_t digits = 0;
    std::size_t point = text.size();
    for (std::size_t position = 0; position < text.size(); ++position) {
        const char byte = text[position];
        if (byte == '.' && point == text.size() && position + 1 < text.size())
            point = position;
        else if (is_digit(byte))
            digits = digits * 10 + (byte - '0');
        else
            return false;
    }
    const bool has_point = point < text.size();
    if (!has_point && text.size() > 15) return false;
    const std::size_t decimals = has_point ? text.size() - point - 1 : 0;
    const double magnitude = static_cast<double>(digits) / kPowersOfTen[decimals];
    value = negative ? -magnitude : magnitude;
    return true;
}

NumberResult to_signed_double(std::string_view text, NumberGrammar grammar, double& value) {
    if (to_short_double(text, value)) return NumberResult::ok;
    DecimalParts parts;
    if (!parse(text, grammar, parts)) return NumberResult::not_a_number;
    if (text.front() == '+') text.remove_prefix(1);
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc::result_out_of_range) return NumberResult::ok;
    // from_chars does not say on which side: the place of the first digit that counts does.
    const std::size_t first = parts.whole.find_first_not_of('0');
    const std::int64_t magnitude =
        first != std::string_view::npos
            ? static_cast<std::int64_t>(parts.whole.size() - first) + parts.exponent
            : parts.exponent - static_cast<std::int64_t>(parts.fraction.find_first_not_of('0'));
    if (magnitude > 0) return NumberResult::out_of_range;
    value = 0.0;
    return NumberResult::ok;
}

}  // namespace

bool is_json_number(std::string_view text) {
    DecimalParts parts;
    return parse(text, NumberGrammar::json, parts);
}

NumberResult to_integer(std::string_view text, NumberGrammar grammar, std::int64_t& value) {
    if (to_short_integer(text, value)) return NumberResult::ok;
    DecimalParts parts;
    if (!parse(text, grammar, parts)) return NumberResult::not_a_number;
    return integer_of(parts, value);
}

NumberResult to_double(std::string_view text, NumberGrammar grammar, double& value) {
    const NumberResult result = to_signed_double(text, grammar, value);
    value += 0.0;  // which turns the negative zero into the positive one
    return result;
}

}  // namespace sparkify
