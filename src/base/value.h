#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace sparkify {

/// A point in time without a time zone, in microseconds since 1970-01-01 00:00:00
/// (negative before it), in the proleptic Gregorian calendar. That is what TIMESTAMP means in SQL.
struct Timestamp {
    std::int64_t microseconds = 0;

    friend auto operator<=>(const Timestamp&, const Timestamp&) = default;
};

/// A day, in days since 1970-01-01 (negative before it), in the proleptic Gregorian calendar.
struct Date {
    std::int32_t days = 0;

    friend auto operator<=>(const Date&, const Date&) = default;
};

/// One value of a result. std::monostate is NULL; strings are UTF-8 as far as the source was.
using Value =
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Timestamp, Date>;

[[nodiscard]] inline bool is_null(const Value& value) noexcept {
    return std::holds_alternative<std::monostate>(value);
}

/// A column of a result. `numeric` says how it is laid out, not which alternative its values hold.
struct ResultColumn {
    std::string name;
    bool numeric = false;
};

/// A whole result in memory. Each row has one value per column.
struct ResultTable {
    std::vector<ResultColumn> columns;
    std::vector<std::vector<Value>> rows;
};

/// `2018-11-01 20:57:10.796`: no fraction when it is zero, three digits for whole milliseconds, six
/// otherwise. Years have at least four digits; the year before 1 is 0000, the one before that
/// -0001 (ISO 8601's astronomical years).
[[nodiscard]] std::string to_text(Timestamp timestamp);

/// `2018-11-01`; years as for timestamps.
[[nodiscard]] std::string to_text(Date date);

/// The text of a value as CSV, tables and JSON show it.
/// - Integers are plain, booleans `true` or `false`, strings as they are.
/// - Floating point numbers are the shortest text that reads back as the same number, and always
///   one that cannot be taken for an integer: `1.0`, `182.85669`, `1e+20`; `nan`, `inf`, `-inf`.
/// - NULL is the empty text: how it is told from an empty string is for the caller to decide
///   (see is_null).
[[nodiscard]] std::string to_text(const Value& value);

}  // namespace sparkify
