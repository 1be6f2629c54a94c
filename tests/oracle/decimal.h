#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sparkify::oracle {

/// An exact decimal number: digits * 10^exponent. The digits neither begin nor end with a zero;
/// zero has none.
struct Decimal {
    bool negative = false;
    std::string digits;
    std::int64_t exponent = 0;

    /// JSON's number grammar, and also a leading plus and leading zeros.
    [[nodiscard]] static std::optional<Decimal> parse(std::string_view text);

    [[nodiscard]] bool is_integral() const { return digits.empty() || exponent >= 0; }

    /// The number of digits before the decimal point; 0 or less for what is smaller than 1.
    [[nodiscard]] std::int64_t magnitude() const {
        return static_cast<std::int64_t>(digits.size()) + exponent;
    }

    /// Nothing when it is out of range. It must be integral.
    [[nodiscard]] std::optional<std::int64_t> to_int64() const;
};

}  // namespace sparkify::oracle
