#include "oracle/conversion.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>
#include <system_error>
#include <utility>

#include "oracle/decimal.h"

namespace sparkify::oracle {
namespace {

constexpr std::int64_t kFirstMillisecond = -62'135'596'800'000;  // 0001-01-01 00:00:00.000
constexpr std::int64_t kLastMillisecond = 253'402'300'799'999;   // 9999-12-31 23:59:59.999
constexpr std::int64_t kMicrosecondsPerMillisecond = 1000;

template <class T>
Converted<T> refused(const std::string& reason, RejectKind kind = RejectKind::not_convertible) {
    return {.value = std::nullopt, .refusal = Refusal{.kind = kind, .reason = reason}};
}

template <class T>
Converted<T> converted(T value) {
    return {.value = std::move(value), .refusal = std::nullopt};
}

bool is_null(const JsonValue& value) {
    if (value.kind == JsonKind::string) return value.text.empty();
    return value.kind == JsonKind::null;
}

/// What stands for a number: empty for a value that never is one.
std::string_view number_text(const JsonValue& value) {
    if (value.kind == JsonKind::string) return value.text;
    if (value.kind == JsonKind::number) return value.raw;
    return {};
}

template <class T>
Converted<T> to_whole_number(const JsonValue& value, std::int64_t least, std::int64_t greatest) {
    if (is_null(value)) return {};
    const std::optional<Decimal> decimal = Decimal::parse(number_text(value));
    if (!decimal) return refused<T>("not a number");
    if (!decimal->is_integral()) return refused<T>("not an integer");
    const std::optional<std::int64_t> number = decimal->to_int64();
    if (!number || *number < least || *number > greatest) return refused<T>("out of range");
    return converted(static_cast<T>(*number));
}

double nearest_double(std::string_view text, const Decimal& decimal) {
    if (text.front() == '+') text.remove_prefix(1);
    double number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (parsed.ec != std::errc::result_out_of_range) return number;
    const double size = decimal.magnitude() > 0 ? std::numeric_limits<double>::infinity() : 0.0;
    return decimal.negative ? -size : size;
}

}  // namespace

Converted<std::string> to_text(const JsonValue& value, std::size_t max_bytes) {
    if (is_null(value)) return {};
    std::string text = value.kind == JsonKind::string ? value.text : std::string(value.raw);
    if (text.find('\0') != std::string::npos) return refused<std::string>("U+0000 in a text");
    if (text.size() > max_bytes) return refused<std::string>("too long", RejectKind::too_long);
    return converted(std::move(text));
}

Converted<std::int32_t> to_integer(const JsonValue& value) {
    using Limits = std::numeric_limits<std::int32_t>;
    return to_whole_number<std::int32_t>(value, Limits::min(), Limits::max());
}

Converted<std::int64_t> to_bigint(const JsonValue& value) {
    using Limits = std::numeric_limits<std::int64_t>;
    return to_whole_number<std::int64_t>(value, Limits::min(), Limits::max());
}

Converted<double> to_double(const JsonValue& value) {
    if (is_null(value)) return {};
    const std::string_view text = number_text(value);
    const std::optional<Decimal> decimal = Decimal::parse(text);
    if (!decimal) return refused<double>("not a number");
    const double number = nearest_double(text, *decimal);
    if (std::isinf(number)) return refused<double>("out of range");
    return converted(number == 0.0 ? 0.0 : number);
}

Converted<std::int64_t> to_timestamp(const JsonValue& value) {
    auto timestamp = to_whole_number<std::int64_t>(value, kFirstMillisecond, kLastMillisecond);
    if (timestamp.value) *timestamp.value *= kMicrosecondsPerMillisecond;
    return timestamp;
}

}  // namespace sparkify::oracle
