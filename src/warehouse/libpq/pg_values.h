#pragma once

#include <string_view>

#include <libpq-fe.h>

#include "base/value.h"

namespace sparkify {

/// Whether a column of this type is laid out as numbers are.
[[nodiscard]] bool is_numeric_type(Oid type);

/// A value from its text, as a server writes it with DateStyle ISO and extra_float_digits above 0.
/// What a Value cannot hold (arrays, decimals, infinite times, times with a zone, ...) stays text;
/// a NUMERIC without a fraction that fits 64 bits is a number, as sums of BIGINT are.
[[nodiscard]] Value value_of(std::string_view text, Oid type);

}  // namespace sparkify
