#include "oracle/decimal.h"

#include <charconv>
#include <cstddef>
#include <system_error>

namespace sparkify::oracle {
namespace {

constexpr std::int64_t kHugeExponent = 1'000'000'000'000;

bool take_one_of(std::string_view& text, std::string_view characters) {
    if (text.empty() || characters.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
}

std::string_view take_digits(std::string_view& text) {
    const std::size_t end = text.find_first_not_of("0123456789");
    const std::string_view digits = text.substr(0, end);
    text.remove_prefix(digits.size());
    return digits;
}

bool take_sign(std::string_view& text) {
    if (take_one_of(text, "-")) return true;
    take_one_of(text, "+");
    return false;
}

std::int64_t clamped_exponent(bool negative, std::string_view digits) {
    std::int64_t exponent = 0;
    const char* const end = digits.data() + digits.size();
    const bool fits = std::from_chars(digits.data(), end, exponent).ec == std::errc();
    if (!fits || exponent > kHugeExponent) exponent = kHugeExponent;
    return negative ? -exponent : exponent;
}

std::optional<std::int64_t> take_exponent(std::string_view& text) {
    if (!take_one_of(text, "eE")) return 0;
    const bool negative = take_sign(text);
    const std::string_view digits = take_digits(text);
    if (digits.empty()) return std::nullopt;
    return clamped_exponent(negative, digits);
}

void drop_outer_zeros(Decimal& number) {
    const std::size_t last = number.digits.find_last_not_of('0');
    const std::size_t kept = last == std::string::npos ? 0 : last + 1;
    number.exponent += static_cast<std::int64_t>(number.digits.size() - kept);
    number.digits.resize(kept);
    number.digits.erase(0, number.digits.find_first_not_of('0'));
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
    Decimal number;
    number.negative = take_sign(text);
    number.digits = take_digits(text);
    if (number.digits.empty()) return std::nullopt;
    if (take_one_of(text, ".")) {
        const std::string_view fraction = take_digits(text);
        if (fraction.empty()) return std::nullopt;
        number.digits += fraction;
        number.exponent = -static_cast<std::int64_t>(fraction.size());
    }
    const std::optional<std::int64_t> exponent = take_exponent(text);
    if (!exponent || !text.empty()) return std::nullopt;
    number.exponent += *exponent;
    drop_outer_zeros(number);
    return number;
}

std::optional<std::int64_t> Decimal::to_int64() const {
    if (digits.empty()) return 0;
    if (magnitude() > 19) return std::nullopt;
    const std::string zeros(static_cast<std::size_t>(exponent), '0');
    const std::string text = (negative ? "-" : "") + digits + zeros;
    std::int64_t value = 0;
    const char* const end = text.data() + text.size();
    const bool fits = std::from_chars(text.data(), end, value).ec == std::errc();
    return fits ? std::optional(value) : std::nullopt;
}

}  // namespace sparkify::oracle
