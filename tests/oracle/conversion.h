#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "oracle/json_parser.h"
#include "oracle/reject.h"

namespace sparkify::oracle {

/// Why a value cannot go into its column.
struct Refusal {
    RejectKind kind = RejectKind::not_convertible;
    std::string reason;
};

/// A value for a column (nothing for NULL), or why there is none.
template <class T>
struct Converted {
    std::optional<T> value;
    std::optional<Refusal> refusal;
};

/// The conversions of Redshift's COPY from JSON (docs/tables.md, Staging).
[[nodiscard]] Converted<std::string> to_text(const JsonValue& value, std::size_t max_bytes);
[[nodiscard]] Converted<std::int32_t> to_integer(const JsonValue& value);
[[nodiscard]] Converted<std::int64_t> to_bigint(const JsonValue& value);
[[nodiscard]] Converted<double> to_double(const JsonValue& value);

/// From epoch milliseconds to epoch microseconds, years 1 to 9999.
[[nodiscard]] Converted<std::int64_t> to_timestamp(const JsonValue& value);

}  // namespace sparkify::oracle
